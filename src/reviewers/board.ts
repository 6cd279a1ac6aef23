import type { Need } from './needs.ts';
import type { Candidate, Missing } from './selection.ts';

/** What is fulfilled, and what is still open. It stays as it is: what comes of a choice is another one. */
export class Board {
  readonly #needs: readonly Need[];
  /** How many people each need still takes. */
  readonly #open: ReadonlyMap<Need, number>;

  constructor(needs: readonly Need[], open: ReadonlyMap<Need, number> = new Map()) {
    this.#needs = needs;
    this.#open = open;
  }

  /** How many people it would take, were each to fulfil one thing. */
  get left(): number {
    return this.#needs.reduce((sum, need) => sum + this.#countOf(need), 0);
  }

  /** All that somebody fits, fulfilled or not. */
  fitting(via: readonly string[]): readonly Need[] {
    return this.#needs.filter((need) => need.fits(via));
  }

  /** What is open of it. */
  useful(via: readonly string[]): readonly Need[] {
    return this.#needs.filter((need) => this.#countOf(need) > 0 && need.fits(via));
  }

  /** Once somebody is asked. */
  after(via: readonly string[]): Board {
    const open = new Map(this.#open);
    for (const need of this.useful(via)) open.set(need, this.#countOf(need) - 1);
    return new Board(this.#needs, open);
  }

  missing(rest: readonly Candidate[]): readonly Missing[] {
    return this.#needs
      .filter((need) => this.#countOf(need) > 0)
      .map((need) => ({
        reason: need.reason,
        count: this.#countOf(need),
        why: rest.some(({ via }) => need.fits(via)) ? 'maximum' : 'nobody',
      }));
  }

  #countOf(need: Need): number {
    return this.#open.get(need) ?? need.count;
  }
}
