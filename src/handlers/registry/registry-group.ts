import type { Action, FileChange, Plan } from '../../domain/action.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { Client } from '../../github/client.ts';
import type { CommitInput } from '../../github/write-commit.ts';
import { groupedMessage } from '../../messages/release.ts';
import { namesOf } from '../../registry/from-registry.ts';
import type { Asking, RegistryReading } from './registry-reading.ts';

/** Something to be decided on the files of a registry, once it is its turn. */
export interface Turn<Decided> {
  readonly installation: number;
  readonly client: Client;
  readonly registry: RepositoryRef;
  readonly asks: Asking;
  /** Pure, since it is asked again where the registry has moved meanwhile. @param at `null` where there is no registry */
  readonly decide: (at: RegistryReading | null) => Decided;
}

/** What a turn comes to: nothing, or a plan, of which at most one action is a commit, to the registry. */
export type WithPlan = { readonly plan: Plan } | null;

/** What became of a turn in a group: what was decided, or what was thrown. */
type Outcome = { readonly decided: WithPlan } | { readonly error: unknown };

/** What all turns of a group come to. */
export interface GroupDecision {
  /** In the order of the turns. */
  readonly outcomes: readonly Outcome[];
  /** What they change together; `null` where that is nothing. */
  readonly commit: CommitInput | null;
  /** Names of the packages that are new in it. */
  readonly added: readonly string[];
}

type Commit = Extract<Action, { kind: 'commit' }>;

/** Decides each turn on what those before it leave: their files, and their names. */
export function decideInOrder(turns: readonly Turn<WithPlan>[], at: RegistryReading | null): GroupDecision {
  const files = new Map(at?.files);
  const changes = new Map<string, FileChange>();
  const added: string[] = [];
  const commits: Commit[] = [];
  const outcomes = turns.map(({ decide }): Outcome => {
    try {
      const decided = decide(at && { ...at, files: new Map(files), known: [...at.known, ...added] });
      const commit = decided?.plan.actions.find((action) => action.kind === 'commit');
      if (commit) commits.push(commit);
      for (const change of commit?.changes ?? []) {
        if (files.get(change.path) === null) added.push(...namesOf([change.path]));
        files.set(change.path, change.content);
        changes.set(change.path, change);
      }
      return { decided };
    } catch (error) {
      return { error };
    }
  });
  const [first] = commits;
  const message = groupedMessage(commits.map((commit) => commit.message));
  return { outcomes, commit: first ? { ...first, message, changes: [...changes.values()] } : null, added };
}
