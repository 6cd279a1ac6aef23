import { UserError } from '../domain/user-error.ts';
import type { Round } from './installations.ts';
import { reconcile } from './reconcile.ts';
import { recoverDeliveries } from './recovery.ts';
import { handOnMerges } from './registry-merges.ts';
import { handOnReminders } from './reminders.ts';

/** What is done from time to time, without any webhook. */
export interface ScheduledTask {
  /** For `innkeeper schedule run <name>`. */
  readonly name: string;
  readonly summary: string;
  readonly everyMs: (settings: ScheduleSettings) => number;
  /** @returns what was done, in a line */
  readonly run: (context: ScheduleContext) => Promise<string>;
}

export interface ScheduleSettings {
  readonly recoveryIntervalMs: number;
  /** How long the bodies of finished deliveries are kept. */
  readonly retentionMs: number;
}

export interface ScheduleContext extends Round {
  readonly settings: ScheduleSettings;
}

const MINUTE_MS = 60_000;

export const TASKS: readonly ScheduledTask[] = [
  {
    name: 'recovery',
    summary: 'Ask GitHub again for the webhooks that never arrived.',
    everyMs: ({ recoveryIntervalMs }) => recoveryIntervalMs,
    run: async ({ app, store, now }) => `${await recoverDeliveries(app, store, now)} deliveries asked for again`,
  },
  {
    name: 'reconcile',
    summary: 'Evaluate the open pull requests whose head lacks the check.',
    everyMs: () => 60 * MINUTE_MS,
    run: async (context) => `${await reconcile(context)} pull requests to evaluate`,
  },
  {
    name: 'retention',
    summary: 'Forget the bodies of deliveries that ended long ago.',
    everyMs: () => 60 * MINUTE_MS,
    async run({ store, settings, now }) {
      const since = (times: number) => new Date(now.getTime() - times * settings.retentionMs);
      await store.deliveries.retain({ payloadsSince: since(1), outcomesSince: since(2) });
      await store.ledger.sweep();
      return 'old payloads forgotten';
    },
  },
  {
    name: 'reminders',
    summary: 'Remind those who promised an answer, while they work.',
    everyMs: () => 10 * MINUTE_MS,
    run: async ({ ports }) => `${await handOnReminders(ports)} reminders due`,
  },
  {
    name: 'registry-merges',
    summary: 'Merge the registry’s pull requests that have waited long enough.',
    everyMs: () => 10 * MINUTE_MS,
    run: async (context) => `${await handOnMerges(context)} pull requests due`,
  },
];

/** Runs a task by its name, as of `context.now`. @throws UserError where there is none of that name */
export async function runTask(name: string, context: ScheduleContext): Promise<string> {
  const task = TASKS.find((each) => each.name === name);
  if (!task) {
    throw new UserError(`There is no scheduled task ${name}.`, {
      fix: `Name one of these. ${TASKS.map((each) => `${each.name}: ${each.summary}`).join(' ')}`,
    });
  }
  return task.run({ ...context, ports: { ...context.ports, now: () => context.now } });
}

export interface Schedule {
  stop(): Promise<void>;
}

/** Of all replicas one runs each task; at the start every task has its turn. */
export function startSchedule(context: () => ScheduleContext, tasks: readonly ScheduledTask[] = TASKS): Schedule {
  const timers = new Set<NodeJS.Timeout>();
  let running: Promise<unknown> = Promise.resolve();

  async function turn(task: ScheduledTask): Promise<void> {
    const { store, ports, settings } = context();
    const everyMs = task.everyMs(settings);
    try {
      // A little less than the interval: the next turn of this very replica must not come too early by a millisecond.
      if (!(await store.claims.take(task.name, everyMs * 0.9))) return;
      const outcome = await task.run(context());
      ports.log.info({ task: task.name, outcome }, 'scheduled');
    } catch (err) {
      ports.log.error({ task: task.name, err }, 'a scheduled task failed; it has its next turn as usual');
    }
  }

  for (const task of tasks) {
    const next = () => {
      running = running.then(() => turn(task));
    };
    timers.add(setInterval(next, task.everyMs(context().settings)).unref());
    next();
  }
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}
