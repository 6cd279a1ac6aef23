/** A sliding window of so many milliseconds that holds so much weight. */
export class LimitWindow {
  readonly #size: number;
  readonly #span: number;
  #visits: { readonly at: number; readonly weight: number }[] = [];

  constructor(size: number, span: number) {
    this.#size = size;
    this.#span = span;
  }

  add(now: number, weight: number): void {
    this.#forget(now);
    this.#visits.push({ at: now, weight });
  }

  /** Seconds until so much more fits; 0: it fits now. */
  secondsUntilRoom(now: number, weight: number): number {
    this.#forget(now);
    let total = this.#visits.reduce((sum, visit) => sum + visit.weight, weight);
    if (total <= this.#size) return 0;
    for (const visit of this.#visits) {
      total -= visit.weight;
      if (total <= this.#size) return Math.max(1, Math.ceil((visit.at + this.#span - now) / 1000));
    }
    return this.#span / 1000;
  }

  #forget(now: number): void {
    this.#visits = this.#visits.filter(({ at }) => at > now - this.#span);
  }
}
