import type { Memo } from '../../domain/action.ts';
import { fullName, parseFullName, type RepositoryRef } from '../../domain/repository.ts';
import type { Candidate } from '../../registry/candidate.ts';
import type { Memory } from '../../store/memory.ts';

/** The registered packages that a package's newest registered version needs. */
interface Needs {
  readonly registry: string;
  /** `owner/name` */
  readonly repository: string;
  readonly needs: readonly string[];
}

const KIND = 'registry-needs';

/** For a plan: what the version that is registered needs of the registry. */
export function rememberNeeds(registry: RepositoryRef, candidate: Candidate): Memo {
  const key = fullName(registry).toLowerCase();
  const needs = candidate.dependencies.map(({ entry }) => entry.name);
  const value: Needs = { registry: key, repository: fullName(candidate.repository), needs };
  return { kind: KIND, key: `${key}/${candidate.package.name}`, value };
}

/** Repositories with a package that needs this one, each once, by name; from our own memory, which begins with the first release that it saw. */
export async function repositoriesThatNeed(
  memory: Memory,
  registry: RepositoryRef,
  name: string,
): Promise<readonly RepositoryRef[]> {
  const key = fullName(registry).toLowerCase();
  const all = await memory.list<Needs>(KIND);
  const found = all.filter((each) => each.registry === key && each.needs.includes(name));
  return [...new Set(found.map(({ repository }) => repository))].sort().flatMap((each) => parseFullName(each) ?? []);
}
