import { randomUUID } from 'node:crypto';
import type { Action, Decision, Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import { fullName } from '../domain/repository.ts';
import { RetryableError } from '../domain/retryable-error.ts';
import { urgencyOf } from '../domain/urgency.ts';
import { type Applied, applyActions, WriteRefused } from '../github/apply.ts';
import { ConflictError, GitHubRefusal, InstallationGone } from '../github/errors.ts';
import { eventName, type Feature, type Prepared } from './feature.ts';
import { FEATURES } from './index.ts';
import type { Ports } from './ports.ts';
import { policyVersion } from './shared/policy.ts';

/** How often a feature reads and decides again because what it read was overtaken. */
const CONFLICTS = 6;

/** Our own failure: logged with its id, of which a person is told that id alone. */
class InternalError extends Error {
  readonly id: string;

  constructor(id: string, cause: unknown) {
    super(`Something went wrong on our side (${id}).`, { cause });
    this.name = 'InternalError';
    this.id = id;
  }
}

/**
 * Does everything there is to do about one delivery. The one error boundary: what time heals is thrown as {@link RetryableError}; what GitHub
 * refuses for good ends that feature alone, and so does an installation that is gone; anything else is logged with an id and thrown as {@link InternalError}.
 */
export async function runDelivery(
  delivery: Delivery,
  shared: Ports,
): Promise<{ outcome: string; applied: readonly Applied[] }> {
  const ports = portsFor(delivery, shared);
  const outcomes: string[] = [];
  const applied: Applied[] = [];
  for (const feature of FEATURES.filter(({ on }) => on.includes(eventName(delivery)))) {
    try {
      const result = await runFeature(feature, delivery, ports);
      if (!result) continue;
      outcomes.push(`${feature.name}: ${result.outcome}`);
      applied.push(...result.applied);
    } catch (error) {
      outcomes.push(`${feature.name}: ${describe(error, feature, ports)}`);
    }
  }
  return { outcome: outcomes.join('; ') || 'nothing to do', applied };
}

/** Whether any feature is about such an event: most that GitHub sends are nobody's business. */
export function isHandled(delivery: Delivery): boolean {
  return FEATURES.some(({ on }) => on.includes(eventName(delivery)));
}

/** What would be done about a delivery: the actions of every feature, none of them carried out. */
export async function planDelivery(delivery: Delivery, ports: Ports): Promise<readonly Plan[]> {
  const plans: Plan[] = [];
  for (const feature of FEATURES.filter(({ on }) => on.includes(eventName(delivery)))) {
    const prepared = await feature.prepare(delivery, ports);
    if (prepared) plans.push(prepared.plan);
  }
  return plans;
}

function describe(error: unknown, feature: Feature, ports: Ports): string {
  if (error instanceof RetryableError) throw error;
  const fields = { feature: feature.name, err: error };
  if (error instanceof InstallationGone) {
    ports.log.info(fields, 'the App may no longer act here');
    return error.message;
  }
  if (error instanceof GitHubRefusal) {
    ports.log.warn(fields, 'GitHub refused a request for good');
    return `refused by GitHub (${error.status}): ${error.message}`;
  }
  const id = randomUUID().slice(0, 8);
  ports.log.error({ ...fields, errorId: id }, 'a feature failed');
  throw new InternalError(id, error);
}

async function runFeature(
  feature: Feature,
  delivery: Delivery,
  ports: Ports,
): Promise<{ outcome: string; applied: readonly Applied[] } | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      const prepared = await feature.prepare(delivery, ports, ports.registry);
      return prepared && (await carryOut(prepared, delivery, ports));
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      if (attempt === CONFLICTS) throw new RetryableError('The branch kept moving.', { cause: error });
    }
  }
}

async function carryOut({ plan, refused, dropped, committed }: Prepared, delivery: Delivery, ports: Ports) {
  try {
    const result = await apply(plan, delivery, ports, committed);
    const lost = result.applied.flatMap((each) => each.dropped ?? []);
    if (lost.length > 0 && dropped) await apply(dropped(lost), delivery, ports);
    return result;
  } catch (error) {
    if (!(error instanceof WriteRefused && refused)) throw error;
    return await apply(refused(error.message, error.action), delivery, ports);
  }
}

async function apply(plan: Plan, delivery: Delivery, ports: Ports, committed?: Prepared['committed']) {
  const applied = plan.actions.length > 0 ? await write(plan.actions, delivery, ports, committed) : [];
  await record(plan.decisions ?? [], delivery, ports);
  for (const each of plan.forget ?? []) {
    await ('key' in each ? ports.memory.drop(each.kind, each.key) : ports.memory.forget(each.kind, each.prefix));
  }
  for (const { kind, key, value } of plan.remember ?? []) await ports.memory.put(kind, key, value);
  for (const next of plan.next ?? []) await ports.enqueue(next);
  return { outcome: plan.outcome, applied };
}

async function write(
  actions: readonly Action[],
  delivery: Delivery,
  ports: Ports,
  committed: Prepared['committed'],
): Promise<readonly Applied[]> {
  const { installation } = delivery;
  if (installation === null) return [];
  const cause = await causeOf(delivery, installation, ports);
  const done = async ({ kind, target, note }: Applied, left: number) => {
    ports.log.info({ kind, target, note }, 'written to GitHub');
    await ports.audit({ ...cause, kind, target, result: note ?? 'written' });
    if (kind === 'check' && left > 0 && (await ports.crowded(installation))) {
      throw new RetryableError('Others wait for their checks; what is left follows them.', { retryAt: ports.now() });
    }
  };
  return applyActions(ports.github(installation), actions, done, committed);
}

async function record(decisions: readonly Decision[], delivery: Delivery, ports: Ports): Promise<void> {
  const { installation } = delivery;
  if (installation === null || decisions.length === 0) return;
  const cause = await causeOf(delivery, installation, ports);
  for (const decision of decisions) await ports.audit({ ...cause, ...decision });
}

/** What the audit log says of everything that follows from a delivery. */
async function causeOf(delivery: Delivery, installation: number, ports: Ports) {
  const { id, repository } = delivery;
  return {
    delivery: id,
    event: eventName(delivery),
    sender: senderOf(delivery),
    installation,
    repository: repository && fullName(repository),
    policy: repository && (await policyVersion(ports, repository.owner)),
  };
}

function senderOf({ payload }: Delivery): string | null {
  const login = (payload.sender as { login?: unknown } | undefined)?.login;
  return typeof login === 'string' ? login : null;
}

/** The ports with what all of a delivery's work has in common: its urgency, and its name on each line of the log. */
function portsFor(delivery: Delivery, ports: Ports): Ports {
  const { id, installation, repository, event } = delivery;
  return {
    ...ports,
    github: (each) => ports.github(each, urgencyOf(event)),
    log: ports.log.child({ delivery: id, installation, repository: repository && fullName(repository) }),
  };
}
