import { Minimatch } from 'minimatch';
import { sameLogin } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { ReviewerGroup } from '../domain/reviewer-settings.ts';
import type { Wish } from './selection.ts';

/** A package that needs others to run. */
export interface Dependent {
  readonly package: string;
  /** As written: `@acme/imaging`. */
  readonly owners: readonly string[];
  /** Names of packages. */
  readonly needs: readonly string[];
}

interface Change {
  readonly project: Pick<Project, 'domain' | 'owners' | 'packages'>;
  readonly paths: readonly string[];
}

/** What the policy's own rules ask for in this change: people of a group for certain paths, and an expert of the project's domain. */
export function wishesOf(
  { project, paths }: Change,
  rules: {
    readonly groups: readonly ReviewerGroup[];
    /** Domain → the team or person to ask. */
    readonly experts: Readonly<Record<string, string>>;
  },
): readonly Wish[] {
  const groups = rules.groups
    .filter((group) => group.paths.some((glob) => matchesSome(glob, paths)))
    .map(({ from, paths: globs, count }): Wish => {
      return { reason: { kind: 'group', from, paths: globs }, from: [from], count };
    });
  const experts = Object.entries(rules.experts)
    .filter(([domain]) => domain === project.domain)
    .map(([domain, from]): Wish => ({ reason: { kind: 'expert', from, domain }, from: [from], count: 1 }));
  return [...groups, ...experts];
}

/** Names of the changed packages whose change concerns those who build on them. */
export function changedInterfaces({ project, paths }: Change, globs: readonly string[]): readonly string[] {
  return project.packages
    .filter(({ path }) => path === '.' || paths.some((changed) => changed.startsWith(`${path}/`)))
    .map(({ name }) => name)
    .filter((name) => globs.some((glob) => matchesSome(glob, [name])));
}

/** People of those who build on these packages, and don't own the project themselves. */
export function dependentWishes(
  { project }: Change,
  { interfaces, dependents, count }: { interfaces: readonly string[]; dependents: readonly Dependent[]; count: number },
): readonly Wish[] {
  return interfaces.flatMap((name): Wish[] => {
    const others = dependents
      .filter(({ needs }) => needs.includes(name))
      .map((each) => ({ ...each, owners: each.owners.filter((owner) => !includes(project.owners, owner)) }))
      .filter(({ owners }) => owners.length > 0);
    if (others.length === 0) return [];
    const reason = { kind: 'dependents', package: name, dependents: others.map((each) => each.package) } as const;
    return [{ reason, from: [...new Set(others.flatMap(({ owners }) => owners))], count }];
  });
}

function includes(owners: readonly string[], owner: string): boolean {
  return owners.some((each) => sameLogin(each, owner));
}

function matchesSome(glob: string, names: readonly string[]): boolean {
  const pattern = new Minimatch(glob, { dot: true });
  return names.some((name) => pattern.match(name));
}
