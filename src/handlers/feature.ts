import type { Action, Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Ports } from './ports.ts';
import type { Turn } from './registry/registry-group.ts';
import type { RegistryLine } from './registry/registry-line.ts';
import { type RegistryReading, readRegistry } from './registry/registry-reading.ts';

/** One thing Innkeeper does, told in three steps of which the last is `applyActions`. */
interface Definition<Facts> {
  readonly name: string;
  /** Events it answers: `pull_request.opened`, `push`. */
  readonly on: readonly string[];
  /** Reads what the decision needs; `null` where the event turns out to be none of its business. */
  readonly gather: (delivery: Delivery, ports: Ports) => Promise<Facts | null>;
  /** Pure: equal facts give an equal plan. */
  readonly decide: (facts: Facts) => Plan;
  /** Where the facts are complete only with what a registry's files say: how they then are, in its turn there. */
  readonly turn?: (facts: Facts) => Turn<Facts | null> | null;
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
  /** Where the plan's commit was made, or refused, as it was decided. */
  readonly committed?: () => Promise<string>;
}

export interface Feature {
  readonly name: string;
  readonly on: readonly string[];
  /** @param line where a registry is written to; by default it is looked at, and nothing is written */
  readonly prepare: (delivery: Delivery, ports: Ports, line?: RegistryLine) => Promise<Prepared | null>;
}

export function defineFeature<Facts>(definition: Definition<Facts>): Feature {
  const { name, on, gather, decide, turn, refused, dropped } = definition;
  const prepared = (facts: Facts): Prepared => ({
    plan: decide(facts),
    refused: refused ? (message, action) => refused(facts, message, action) : null,
    dropped: dropped ? (reviewers) => dropped(facts, reviewers) : null,
  });
  return {
    name,
    on,
    async prepare(delivery, ports, line) {
      const facts = await gather(delivery, ports);
      if (facts === null) return null;
      const own = turn?.(facts);
      if (!own) return prepared(facts);
      const decideThen = (at: RegistryReading | null) => {
        const complete = own.decide(at);
        return complete && prepared(complete);
      };
      if (!line)
        return decideThen(await readRegistry(own.client, own.registry, { memory: ports.memory, asking: [own.asks] }));
      const { decided, committed } = await line({ ...own, decide: decideThen });
      return decided && { ...decided, committed };
    },
  };
}

export function eventName({ event, action }: Delivery): string {
  return action ? `${event}.${action}` : event;
}
