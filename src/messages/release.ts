import type { Refusal } from '../domain/refusal.ts';
import { code, plural, prose, text } from './escape.ts';
import { footer, type MessageSettings } from './footer.ts';
import { releaseMarker, withdrawalMarker } from './markers.ts';
import { broken, details } from './verdict-lines.ts';

export function releaseIssueTitle(tag: string): string {
  return `Release ${tag.slice(0, 100)} was not registered`;
}

/** Tells the maintainers why a release didn't reach the registry, and how to try again. */
export function releaseIssue(input: {
  tag: string;
  registry: string;
  refusals: readonly Refusal[];
  settings: MessageSettings;
}): string {
  return [
    releaseMarker(input.tag),
    `The release ${code(input.tag)} did not enter the package registry ${code(input.registry)}. Nothing was written there.`,
    '',
    ...input.refusals.map(refusalItem),
    '',
    `When it is mended, comment ${code(`/innkeeper register ${input.tag}`)} here, or publish the release again. This issue closes itself once it is registered.`,
    '',
    footer(input.settings, 'the rules of the registry in the organisation’s policy'),
  ].join('\n');
}

export function refusalItem(refusal: Refusal): string {
  return broken([`- [ ] **${prose(refusal.summary)}** (${code(refusal.rule)})`, ...details(refusal)]);
}

export function registryCheckText(input: {
  registry: string;
  registered: readonly { name: string; version: string }[];
  refusals: readonly Refusal[];
  warnings: readonly Refusal[];
}): { title: string; summary: string } {
  const { registry, registered, refusals, warnings } = input;
  const notes = warnings.length > 0 ? ['', 'Worth knowing:', ...warnings.map(refusalItem)] : [];
  if (refusals.length > 0) {
    return {
      title: `Not registered: ${plural(refusals.length, 'point')} to mend`,
      summary: [...refusals.map(refusalItem), ...notes].join('\n'),
    };
  }
  const names = registered.map(({ name, version }) => `${name} ${version}`).join(', ');
  return { title: `Registered ${names}`, summary: [`${text(names)} is in ${code(registry)}.`, ...notes].join('\n') };
}

/** The check of a commit with several releases. @param refused those that were not registered, and the issue about each */
export function withSiblings(
  check: { title: string; summary: string },
  refused: readonly { tag: string; issue: number }[],
): { title: string; summary: string } {
  if (refused.length === 0) return check;
  const others = refused.map(({ tag, issue }) => `- ${code(tag)}: see #${issue}`);
  return {
    title: `${check.title}; ${plural(refused.length, 'other release')} of this commit not registered`,
    summary: [check.summary, '', 'Of the same commit, and not registered:', '', ...others].join('\n'),
  };
}

/** A prerelease where the policy registers none. */
export function passedOverText(version: string, registry: string): { title: string; summary: string } {
  return {
    title: `${version} is a prerelease: not registered`,
    summary: `The policy keeps prereleases out of ${code(registry)} (${code('registry.prereleases: false')}). There is nothing to mend.`,
  };
}

export function commitMessage(name: string, version: string, isNew: boolean): string {
  return `${isNew ? 'New package' : 'New version'}: ${name} v${version}`;
}

/** What a pull request says that changes a version which is registered already: other assets, or a release that is back. */
export function updateMessage(name: string, version: string): string {
  return `Update: ${name} v${version}`;
}

/** One commit of several changes: the first line counts them, each then says its own. */
export function groupedMessage(messages: readonly string[]): string {
  const [first = '', ...others] = messages;
  if (others.length === 0) return first;
  return [`${messages.length} changes: ${firstLine(first)}, and ${others.length} more`, ...messages].join('\n\n');
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? '';
}

export function withdrawalMessage(name: string, version: string): string {
  return `Yank: ${name} v${version}`;
}

export function movedMessage(before: string, now: string): string {
  return `Move: ${before} is ${now}`;
}

export function archivedMessage(repository: string, archived: boolean): string {
  return `${archived ? 'Archive' : 'Unarchive'}: ${repository}`;
}

export function deprecatedMessage(repository: string): string {
  return `Follow: ${repository} says anew which of its packages are deprecated`;
}

export function withdrawalIssueTitle(tag: string): string {
  return `Release ${tag.slice(0, 100)} was withdrawn, but not in the registry`;
}

/** Tells the maintainers that a version which they took back can still be had. */
export function withdrawalIssue(input: {
  tag: string;
  name: string;
  version: string;
  registry: string;
  refusal: Refusal;
  settings: MessageSettings;
}): string {
  const { tag, name, version, registry, refusal, settings } = input;
  return [
    withdrawalMarker(tag),
    `The release ${code(tag)} was withdrawn, but ${text(`${name} ${version}`)} still stands in the package registry ${code(registry)} as if it weren’t.`,
    '',
    refusalItem(refusal),
    '',
    `Or have the version marked by hand there: ${code('"yanked": "Its release was withdrawn."')}. Then close this issue.`,
    '',
    footer(settings, 'the organisation’s policy'),
  ].join('\n');
}
