/** A fault on demand: what happens to the requests it matches. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The connection is dropped before the request is looked at. */
  | { readonly kind: 'reset' }
  /** The work is done, and the connection dropped before the answer. */
  | { readonly kind: 'lost-answer' }
  | { readonly kind: 'secondary-limit'; readonly retryAfter: number };

export interface FaultRule {
  readonly fault: Fault;
  readonly matches?: (request: { method: string; path: string }) => boolean;
  /** How often; default: always. */
  times?: number;
}

export class Faults {
  readonly #rules: FaultRule[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule });
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** The fault for this request, if any; it counts as used. */
  take(request: { method: string; path: string }): Fault | null {
    const rule = this.#rules.find(({ matches, times }) => times !== 0 && (matches?.(request) ?? true));
    if (!rule) return null;
    if (rule.times !== undefined) rule.times -= 1;
    return rule.fault;
  }
}
