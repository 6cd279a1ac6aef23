import { Minimatch } from 'minimatch';
import type { ReviewerGroup } from '../domain/reviewer-settings.ts';
import type { Wish } from './selection.ts';

/** What the policy's own rules ask for in this change: people of a group for certain paths, an expert of the project's domain. */
export function wishesOf(input: {
  readonly groups: readonly ReviewerGroup[];
  /** Domain → the team or person to ask. */
  readonly experts: Readonly<Record<string, string>>;
  readonly domain: string | undefined;
  readonly paths: readonly string[];
}): readonly Wish[] {
  const groups = input.groups
    .filter(({ paths }) => paths.some((glob) => touches(glob, input.paths)))
    .map(({ from, paths, count }): Wish => ({ reason: { kind: 'group', from, paths }, from: [from], count }));
  const experts = Object.entries(input.experts)
    .filter(([domain]) => domain === input.domain)
    .map(([domain, from]): Wish => ({ reason: { kind: 'expert', from, domain }, from: [from], count: 1 }));
  return [...groups, ...experts];
}

function touches(glob: string, paths: readonly string[]): boolean {
  const pattern = new Minimatch(glob, { dot: true });
  return paths.some((path) => pattern.match(path));
}
