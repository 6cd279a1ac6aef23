import { retrying } from './retry.js';

/** Gets a resource, or fails when the deadline has passed. The server is told how long we wait. */
export async function get(url, { deadlineMs = 5000 } = {}) {
  const signal = AbortSignal.timeout(deadlineMs);
  return retrying(() => fetch(url, { signal, headers: { 'Request-Timeout': String(deadlineMs) } }));
}
