import { z } from 'zod';
import { Refused } from './refused.ts';
import { type Exchange, parseJson, sendJson } from './send.ts';
import type { ServerParts } from './server.ts';

const BASE = '/_sandbox/';

const milliseconds = z.number().int().min(0);
const status = z.number().int().min(400).max(599);
const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status }),
  z.strictObject({ kind: z.literal('delay'), milliseconds }),
  z.strictObject({ kind: z.literal('timeout'), milliseconds: milliseconds.optional() }),
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('lost-answer'), status: status.optional() }),
  z.strictObject({ kind: z.literal('secondary-limit'), retryAfter: z.number().int().min(1) }),
]);
const rule = z.strictObject({
  fault: z.union([fault, z.array(fault).min(1)]),
  method: z.string().optional(),
  path: z.string().optional(),
  body: z.string().optional(),
  times: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
});
const latency = z.strictObject({ milliseconds });

export function isControl(path: string): boolean {
  return path.startsWith(BASE);
}

/** What each does is what it answers afterwards. */
const CONTROLS: Readonly<Record<string, (parts: ServerParts, body: Buffer) => unknown>> = {
  'GET faults': ({ faults }) => faults.rules,
  'POST faults': ({ faults }, body) => {
    faults.add(checked(rule, body));
    return faults.rules;
  },
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return faults.rules;
  },
  'GET latency': ({ faults }) => ({ milliseconds: faults.latencyMs }),
  'PUT latency': ({ faults }, body) => {
    faults.latencyMs = checked(latency, body).milliseconds;
    return { milliseconds: faults.latencyMs };
  },
  'GET requests': ({ requests }) => requests.all,
  'DELETE requests': ({ requests }) => {
    requests.clear();
    return requests.all;
  },
};

/** The stand-in's own controls, which GitHub has not; docs/sandbox.md shows them. */
export function answerControl(parts: ServerParts, { incoming, outgoing, url, body }: Exchange): void {
  const control = CONTROLS[`${incoming.method} ${url.pathname.slice(BASE.length)}`];
  if (!control) throw new Refused(404, `There is no such control; these are: ${Object.keys(CONTROLS).join(', ')}.`);
  sendJson(outgoing, 200, control(parts, body));
}

function checked<Schema extends z.ZodType>(schema: Schema, body: Buffer): z.output<Schema> {
  const read = schema.safeParse(parseJson(body));
  if (read.success) return read.data;
  throw new Refused(422, z.prettifyError(read.error));
}
