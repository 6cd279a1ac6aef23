import type { Action, Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Ports } from './ports.ts';

/** One thing Innkeeper does, told in three steps of which the last is `applyActions`. */
interface Definition<Facts> {
  readonly name: string;
  /** Events it answers: `pull_request.opened`, `push`. */
  readonly on: readonly string[];
  /** Reads what the decision needs; `null` where the event turns out to be none of its business. */
  readonly gather: (delivery: Delivery, ports: Ports) => Promise<Facts | null>;
  /** Pure: equal facts give an equal plan. */
  readonly decide: (facts: Facts) => Plan;
  /** What to do instead where GitHub refuses, for good, a write that the rest of the plan builds on. */
  readonly refused?: (facts: Facts, message: string, action: Action) => Plan;
  /** What follows where GitHub didn't take some of the reviewers (logins, team slugs). */
  readonly dropped?: (facts: Facts, reviewers: readonly string[]) => Plan;
}

/** A plan, and what becomes of it where one of its writes is refused. */
export interface Prepared {
  readonly plan: Plan;
  readonly refused: ((message: string, action: Action) => Plan) | null;
  readonly dropped: ((reviewers: readonly string[]) => Plan) | null;
}

export interface Feature {
  readonly name: string;
  readonly on: readonly string[];
  readonly prepare: (delivery: Delivery, ports: Ports) => Promise<Prepared | null>;
}

export function defineFeature<Facts>(definition: Definition<Facts>): Feature {
  const { name, on, gather, decide, refused, dropped } = definition;
  return {
    name,
    on,
    async prepare(delivery, ports) {
      const facts = await gather(delivery, ports);
      if (facts === null) return null;
      return {
        plan: decide(facts),
        refused: refused ? (message, action) => refused(facts, message, action) : null,
        dropped: dropped ? (reviewers) => dropped(facts, reviewers) : null,
      };
    },
  };
}

export function eventName({ event, action }: Delivery): string {
  return action ? `${event}.${action}` : event;
}
