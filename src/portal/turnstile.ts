import { GitHubRefusal } from '../github/errors.ts';

/** So many tokens that GitHub isn't known to take were brought within a minute that no more are shown to it. */
export class TooManyTokens extends Error {
  constructor() {
    super('Too many unknown tokens were brought within a minute.');
    this.name = 'TooManyTokens';
  }
}

/** Lets tokens through to GitHub, but no flood of invented ones: GitHub would take the portal for who guesses them, and refuse everybody's. */
export interface Turnstile {
  /**
   * @param fingerprint of the token @param address of whoever brought it @param look asks GitHub
   * @returns `refused`: GitHub doesn't take it, and said so a minute ago at most; `shut-out`: it sees nothing here
   * @throws TooManyTokens
   */
  pass<T>(bearer: Bearer, look: () => Promise<T>): Promise<Answer<T>>;
}

interface Bearer {
  readonly fingerprint: string;
  readonly address: string;
}

type Answer<T> = T | 'refused' | 'shut-out';

const STRANGE_MS = 60_000;
/** Colleagues may share an address. */
const STRANGERS_AT_ONE_ADDRESS = 20;
const STRANGERS = 100;
const ACQUAINTED_MS = 60 * 60_000;
const ACQUAINTED = 10_000;

export function createTurnstile(now: () => Date): Turnstile {
  /** Tokens that GitHub hasn't taken yet; never many more than are let through in a minute. */
  const strangers = new Map<string, { address: string; refused: boolean; until: number }>();
  /** Until when a token that GitHub took is let through without being counted. */
  const acquainted = new Map<string, number>();

  /** Strangers of whom GitHub is being asked. */
  const asking = new Map<string, Promise<void>>();

  function meet(fingerprint: string, address: string, refused: boolean): void {
    strangers.delete(fingerprint);
    strangers.set(fingerprint, { address, refused, until: now().getTime() + STRANGE_MS });
  }

  function recognise(fingerprint: string): void {
    strangers.delete(fingerprint);
    acquainted.delete(fingerprint);
    acquainted.set(fingerprint, now().getTime() + ACQUAINTED_MS);
    const oldest = acquainted.keys().next();
    if (acquainted.size > ACQUAINTED && !oldest.done) acquainted.delete(oldest.value);
  }

  function admit({ fingerprint, address }: Bearer): void {
    if (strangers.has(fingerprint) || (acquainted.get(fingerprint) ?? 0) > now().getTime()) return;
    const here = [...strangers.values()].filter((each) => each.address === address);
    if (strangers.size >= STRANGERS || here.length >= STRANGERS_AT_ONE_ADDRESS) throw new TooManyTokens();
    meet(fingerprint, address, false);
  }

  async function ask<T>({ fingerprint, address }: Bearer, look: () => Promise<T>): Promise<Answer<T>> {
    try {
      const seen = await look();
      recognise(fingerprint);
      return seen;
    } catch (error) {
      if (!(error instanceof GitHubRefusal)) throw error;
      if (error.status === 401) {
        acquainted.delete(fingerprint);
        meet(fingerprint, address, true);
        return 'refused';
      }
      // An organisation may shut a good token out (single sign-on); with 403, GitHub may not even have looked at it.
      if (error.status !== 403) recognise(fingerprint);
      return 'shut-out';
    }
  }

  return {
    async pass(bearer, look) {
      const { fingerprint } = bearer;
      // What GitHub says of a stranger's first question holds for those that came with it.
      while (asking.has(fingerprint)) await asking.get(fingerprint);
      for (const [each, { until }] of strangers) if (until <= now().getTime()) strangers.delete(each);
      if (strangers.get(fingerprint)?.refused) return 'refused';
      admit(bearer);
      const answer = ask(bearer, look);
      if (!strangers.has(fingerprint)) return answer;
      const settled = answer.then(noMatter, noMatter).finally(() => asking.delete(fingerprint));
      asking.set(fingerprint, settled);
      return answer;
    },
  };
}

function noMatter(): void {}
