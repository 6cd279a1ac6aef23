import { createHash } from 'node:crypto';
import { minimatch } from 'minimatch';

/** A fault on demand: what happens to the requests it matches. */
export type Fault =
  /** Answered with this status; nothing is done. */
  | { readonly kind: 'status'; readonly status: number }
  /** Done, but so much later. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Nothing is heard for so long (GitHub gives up after 10,000), then 504; nothing is done. */
  | { readonly kind: 'timeout'; readonly milliseconds?: number | undefined }
  /** The connection is dropped before the request is looked at. */
  | { readonly kind: 'reset' }
  /** The work is done, and the connection dropped before the answer; with a status, a gateway's answer stands in its place. */
  | { readonly kind: 'lost-answer'; readonly status?: number | undefined }
  | { readonly kind: 'secondary-limit'; readonly retryAfter: number };

/** What a rule looks at. */
export interface FaultRequest {
  readonly method: string;
  /** With `/api/v3` or `/api`. */
  readonly path: string;
  readonly body: string;
}

export interface FaultRule {
  /** Of several, each time one is drawn. */
  readonly fault: Fault | readonly Fault[];
  /** `POST`; default: any. */
  readonly method?: string | undefined;
  /** As GitHub's documentation writes it, or a glob: `/repos/{owner}/{repo}/pulls`, `/repos/acme/**`, `/graphql`; default: any. */
  readonly path?: string | undefined;
  /** Words of the request's body, such as a mutation's name; default: any. */
  readonly body?: string | undefined;
  readonly matches?: (request: FaultRequest) => boolean;
  /** How often; default: always. */
  readonly times?: number | undefined;
  /** 0 to 1, of the requests that match; default: 1. */
  readonly probability?: number | undefined;
  /** The same seed draws the same lots; default: 0. */
  readonly seed?: number | undefined;
}

/** A rule, how many requests matched it, and how many of them it befell. */
export interface FaultRuleState extends FaultRule {
  readonly seen: number;
  readonly happened: number;
}

export class Faults {
  /** Every answer of the API takes so much longer. */
  latencyMs: number;
  readonly #rules: (FaultRule & { seen: number; happened: number })[] = [];

  constructor(latencyMs = 0) {
    this.latencyMs = latencyMs;
  }

  get rules(): readonly FaultRuleState[] {
    return this.#rules;
  }

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule, seen: 0, happened: 0 });
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** The fault for this request, if any; it counts as used. The first rule that befalls it decides. */
  take(request: FaultRequest): Fault | null {
    for (const rule of this.#rules) {
      if (rule.happened === rule.times || !covers(rule, request)) continue;
      rule.seen += 1;
      if (lot(rule, 'whether') >= (rule.probability ?? 1)) continue;
      rule.happened += 1;
      const faults = [rule.fault].flat();
      return faults[Math.floor(lot(rule, 'which') * faults.length)] ?? null;
    }
    return null;
  }
}

function covers(rule: FaultRule, request: FaultRequest): boolean {
  return (
    (!rule.method || rule.method.toUpperCase() === request.method) &&
    (!rule.path || minimatch(request.path.replace(/^\/api(?:\/v3)?/, ''), rule.path.replace(/\{\w+\}/g, '*'))) &&
    (!rule.body || request.body.includes(rule.body)) &&
    (rule.matches?.(request) ?? true)
  );
}

/** An even, repeatable number in [0, 1) for the rule's latest request. */
function lot({ seed = 0, seen }: { seed?: number | undefined; seen: number }, purpose: string): number {
  return createHash('sha256').update(`${seed}:${seen}:${purpose}`).digest().readUInt32BE() / 2 ** 32;
}
