import { reminderDelivery } from '../handlers/first-response/first-response-reminder.ts';
import type { Ports } from '../handlers/ports.ts';
import { loadPolicy } from '../handlers/shared/policy.ts';
import { calendarOf, WAITING, type Waiting } from '../handlers/shared/promise.ts';

/**
 * Hands on a reminder of each pull request whose author was promised an answer by now. Each waits in its repository's line, where it is found
 * whether it is still due.
 * @returns how many were handed on
 */
export async function handOnReminders(ports: Ports): Promise<number> {
  const waiting = (await ports.memory.list<Waiting>(WAITING)).filter(({ clock }) => clock !== null);
  const organizations = Map.groupBy(waiting, ({ repository, installation }) => `${installation}:${repository.owner}`);
  let count = 0;
  for (const own of organizations.values()) {
    try {
      count += await handOn(own, ports);
    } catch (err) {
      // An installation may be suspended, or gone: the others' people wait all the same.
      ports.log.warn({ err, installation: own[0]?.installation }, 'reminders of one organisation were left out');
    }
  }
  return count;
}

async function handOn(own: readonly Waiting[], ports: Ports): Promise<number> {
  const [first] = own;
  const policy = first && (await loadPolicy(ports, first.repository.owner, first.installation)).policy;
  if (!policy) return 0;
  const due = own.flatMap((each) => reminderDelivery(each, calendarOf(policy), ports.now()) ?? []);
  for (const delivery of due) await ports.enqueue(delivery);
  return due.length;
}
