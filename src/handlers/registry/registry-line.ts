import { setTimeout as sleep } from 'node:timers/promises';
import { fullName } from '../../domain/repository.ts';
import { RetryableError } from '../../domain/retryable-error.ts';
import type { Client } from '../../github/client.ts';
import { GitHubRefusal, isConflict } from '../../github/errors.ts';
import { applyCommit, type CommitInput } from '../../github/write-commit.ts';
import type { Memory } from '../../store/memory.ts';
import { keepName } from './registered-names.ts';
import { decideInOrder, type GroupDecision, type Turn, type WithPlan } from './registry-group.ts';
import { readRegistry } from './registry-reading.ts';

/** What was decided in a turn, and what GitHub said to the commit in its plan, if there is one. */
export interface Taken<Decided> {
  readonly decided: Decided;
  /** The id of the commit that holds it. @throws GitHubRefusal where it wasn't made, for good */
  readonly committed: () => Promise<string>;
}

/** Waits for its turn in the registry, decides, and writes the commit. */
export type RegistryLine = <Decided extends WithPlan>(turn: Turn<Decided>) => Promise<Taken<Decided>>;

interface Waiting {
  readonly turn: Turn<WithPlan>;
  /** It failed together with others: whose fault that is shows when each is taken by itself. */
  readonly alone: boolean;
  readonly resolve: (taken: Taken<WithPlan>) => void;
  readonly reject: (error: unknown) => void;
}

interface Line {
  busy: boolean;
  waiting: Waiting[];
}

/** So long the first of a burst waits for those beside it; nobody notices so little. */
const PAUSE_MS = 50;
/** How often a group follows a branch that others keep moving. */
const ATTEMPTS = 6;

/**
 * Changes to a registry are decided in a line: all that wait when it is free are read together, each is decided on what those before it leave,
 * and what they change is one commit on the head that was read. Where somebody has moved the branch meanwhile, all is read and decided anew.
 * Replicas know nothing of each other: GitHub takes a commit on the newest head alone.
 */
export function createRegistryLine(memory: Memory): RegistryLine {
  const lines = new Map<string, Line>();

  async function serve(line: Line): Promise<void> {
    line.busy = true;
    await sleep(PAUSE_MS);
    while (line.waiting.length > 0) await takeTogether(line, nextGroup(line), memory);
    line.busy = false;
  }

  return <Decided extends WithPlan>(turn: Turn<Decided>) =>
    new Promise<Taken<Decided>>((resolve, reject) => {
      // What one installation may do to a registry, another may not do with it.
      const key = `${turn.installation}:${fullName(turn.registry).toLowerCase()}`;
      const line: Line = lines.get(key) ?? { busy: false, waiting: [] };
      lines.set(key, line);
      line.waiting.push({ turn, alone: false, resolve: (taken) => resolve(taken as Taken<Decided>), reject });
      if (!line.busy) void serve(line);
    });
}

function nextGroup(line: Line): readonly Waiting[] {
  const alone = line.waiting.findIndex((each) => each.alone);
  return alone >= 0 ? line.waiting.splice(alone, 1) : line.waiting.splice(0);
}

/** Never throws: what became of each is told to who waits for it. */
async function takeTogether(line: Line, group: readonly Waiting[], memory: Memory): Promise<void> {
  try {
    const { decision, made } = await written(group, memory);
    if (made instanceof GitHubRefusal && group.length > 1) return takeApart(line, group);
    const committed = async () => {
      if (made instanceof GitHubRefusal) throw made;
      return made;
    };
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = decision.outcomes[index];
      if (outcome && 'decided' in outcome) resolve({ decided: outcome.decided, committed });
      else reject(outcome?.error);
    }
  } catch (error) {
    // Somebody's own fault, unless it is one that time heals.
    if (group.length > 1 && !(error instanceof RetryableError)) return takeApart(line, group);
    for (const { reject } of group) reject(error);
  }
}

function takeApart(line: Line, group: readonly Waiting[]): void {
  line.waiting.push(...group.map((each) => ({ ...each, alone: true })));
}

/** @throws RetryableError where the branch kept moving */
async function written(
  group: readonly Waiting[],
  memory: Memory,
): Promise<{ decision: GroupDecision; made: string | GitHubRefusal }> {
  const turns = group.map(({ turn }) => turn);
  const [first] = turns;
  for (let attempt = 1; first && attempt <= ATTEMPTS; attempt++) {
    const { client, registry } = first;
    const at = await readRegistry(client, registry, { memory, asking: turns.map(({ asks }) => asks) });
    const decision = decideInOrder(turns, at);
    const made = decision.commit ? await write(client, decision.commit) : '';
    if (made === null) continue;
    // At once: the next group, here or in another replica, is to know them.
    if (typeof made === 'string') for (const name of decision.added) await keepName(memory, registry, name);
    return { decision, made };
  }
  throw new RetryableError('The registry’s default branch kept moving.');
}

/** @returns the commit's id, or why it is refused for good; `null` where all is to be read again */
async function write(client: Client, commit: CommitInput): Promise<string | GitHubRefusal | null> {
  try {
    return await applyCommit(client, commit);
  } catch (error) {
    if (isConflict(error)) return null;
    if (error instanceof GitHubRefusal) return error;
    // The answer was lost: whether the commit was made shows in what is read next.
    if (error instanceof RetryableError && error.retryAt === undefined) return null;
    throw error;
  }
}
