const PAUSES_MS = [100, 200, 400];

/** Tries again what failed for a moment. */
export async function retrying(attempt) {
  for (const pause of PAUSES_MS) {
    try {
      return await attempt();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return attempt();
}
