import { setTimeout as sleep } from 'node:timers/promises';
import { fullName } from '../domain/repository.ts';
import { groupedMessage } from '../messages/release.ts';
import type { Client } from './client.ts';
import { ConflictError, GitHubRefusal, isConflict } from './errors.ts';
import { readTip } from './read-tip.ts';
import { applyCommit, type CommitInput } from './write-commit.ts';

/** Makes a commit, alone or together with others. @returns the id of the commit that holds it */
export type CommitWriter = (client: Client, commit: CommitInput) => Promise<string>;

interface Waiting {
  readonly client: Client;
  readonly commit: CommitInput;
  /** It was refused together with others: whose fault that is shows when each is written by itself. */
  readonly alone: boolean;
  readonly resolve: (oid: string) => void;
  readonly reject: (error: unknown) => void;
}

/** A commit of ours: where it led, and the files that it touched. */
interface Step {
  readonly to: string;
  readonly touched: ReadonlySet<string>;
}

interface Line {
  busy: boolean;
  waiting: Waiting[];
  /** By the head that each was made on; the newest last. */
  readonly steps: Map<string, Step>;
}

/** So long the first commit of a burst waits for those beside it; nobody notices so little. */
const PAUSE_MS = 50;
/** How often a group follows a branch that others keep moving. */
const ATTEMPTS = 6;
/** A reading is seldom older than so many commits; one that is costs a query. */
const STEPS_KEPT = 50;

/**
 * Commits to one branch that are ready at the same time become one: what waits while another is under way is written together. A commit that
 * was decided on an older head is moved to the newest, as `git rebase` would, as long as nobody has touched its files since; else it is a
 * {@link ConflictError}, and its feature reads and decides again. Replicas know nothing of each other: GitHub takes a commit on the newest head alone.
 */
export function createCommitLine(): CommitWriter {
  const lines = new Map<string, Line>();
  return (client, commit) =>
    new Promise((resolve, reject) => {
      const key = `${fullName(commit.repository)}:${commit.branch}`;
      const line: Line = lines.get(key) ?? { busy: false, waiting: [], steps: new Map() };
      lines.set(key, line);
      line.waiting.push({ client, commit, alone: false, resolve, reject });
      if (!line.busy) void writeAll(line);
    });
}

async function writeAll(line: Line): Promise<void> {
  line.busy = true;
  await sleep(PAUSE_MS);
  while (line.waiting.length > 0) await writeGroup(line, takeGroup(line));
  line.busy = false;
}

/** All that can go together: of two that touch the same file, the later one waits. */
function takeGroup(line: Line): readonly Waiting[] {
  const group: Waiting[] = [];
  const taken = new Set<string>();
  const left: Waiting[] = [];
  for (const each of line.waiting) {
    const head = headAfter(line.steps, each.commit);
    if (head === null) {
      each.reject(new ConflictError('A commit before it touched the same files.', null));
      continue;
    }
    const touched = touchedBy(each.commit);
    const isFree = !touched.some((path) => taken.has(path)) && !(each.alone && group.length > 0) && !group[0]?.alone;
    if (!isFree) {
      left.push(each);
      continue;
    }
    group.push({ ...each, commit: { ...each.commit, head } });
    for (const path of touched) taken.add(path);
  }
  line.waiting = left;
  return group;
}

/** The head to which our own commits since have led; `null` where one of them touched the same files. */
function headAfter(steps: ReadonlyMap<string, Step>, commit: CommitInput): string | null {
  const touched = touchedBy(commit);
  let head = commit.head;
  for (let step = steps.get(head); step; step = steps.get(head)) {
    if (touched.some((path) => step?.touched.has(path))) return null;
    head = step.to;
  }
  return head;
}

/** In one case: two files whose names differ by case alone can't both be checked out everywhere. */
function touchedBy({ changes }: CommitInput): readonly string[] {
  return changes.map(({ path }) => path.toLowerCase());
}

/** Never throws: what became of each is told to who handed it in. */
async function writeGroup(line: Line, group: readonly Waiting[]): Promise<void> {
  let members = group;
  try {
    for (let attempt = 1; ; attempt++) {
      const isOnOneHead = new Set(members.map(({ commit }) => commit.head)).size === 1;
      if (attempt > 1 || !isOnOneHead) members = await movedToTip(members);
      const [first] = members;
      if (!first) return;
      const oid = await together(first, members).catch((error: unknown) => {
        if (isConflict(error) && attempt < ATTEMPTS) return null;
        throw error;
      });
      if (oid === null) continue;
      keepStep(line, first.commit.head, {
        to: oid,
        touched: new Set(members.flatMap((each) => touchedBy(each.commit))),
      });
      for (const { resolve } of members) resolve(oid);
      return;
    }
  } catch (error) {
    const isSomeonesFault = error instanceof GitHubRefusal && !isConflict(error) && members.length > 1;
    if (isSomeonesFault) line.waiting.push(...members.map((each) => ({ ...each, alone: true })));
    else for (const { reject } of members) reject(error);
  }
}

function together({ client, commit }: Waiting, members: readonly Waiting[]): Promise<string> {
  const message = groupedMessage(members.map((each) => each.commit.message));
  return applyCommit(client, { ...commit, message, changes: members.flatMap((each) => each.commit.changes) });
}

/** Those whose files are as they were seen, on the branch's newest head; the others are told that theirs aren't. */
async function movedToTip(members: readonly Waiting[]): Promise<readonly Waiting[]> {
  const [first] = members;
  if (!first) return [];
  const files = members.flatMap(({ commit }) => commit.changes.map(({ path }) => ({ path, head: commit.head })));
  const { repository, branch } = first.commit;
  const { head, changed } = await readTip(first.client, { repository, branch, files });
  const isOvertaken = ({ commit }: Waiting) => commit.changes.some(({ path }) => changed.has(path));
  for (const { reject } of members.filter(isOvertaken)) {
    reject(new ConflictError('The files were changed after they were read.', null));
  }
  return members.filter((each) => !isOvertaken(each)).map((each) => ({ ...each, commit: { ...each.commit, head } }));
}

function keepStep({ steps }: Line, from: string, step: Step): void {
  steps.set(from, step);
  for (const oldest of [...steps.keys()].slice(0, -STEPS_KEPT)) steps.delete(oldest);
}
