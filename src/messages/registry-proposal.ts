import type { Refusal } from '../domain/refusal.ts';
import type { Hold, ProposalSource } from '../domain/registry-proposal.ts';
import { fullName } from '../domain/repository.ts';
import { address, code, list, prose, text } from './escape.ts';
import { footer, type MessageSettings } from './footer.ts';
import { proposalMarker, withdrawalMarker } from './markers.ts';
import { refusalItem } from './release.ts';

/** How a pull request in the registry goes on from here. */
export type ProposalStatus =
  | { readonly kind: 'manual' }
  /** @property from when it is merged; `null`: at once. */
  | { readonly kind: 'automatic'; readonly from: Date | null }
  | { readonly kind: 'held'; readonly holds: readonly Hold[]; readonly from: Date | null }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** @property message what GitHub said instead of merging it */
  | { readonly kind: 'blocked'; readonly message: string };

/** The lines that Julia's own tools read in a registration: RegistryCI, TagBot. */
export function registrationText(input: {
  name: string;
  url: string;
  path: string;
  version: string;
  commit: string;
  publisher: string | null;
  release: { url: string; notes: string };
}): string {
  const { name, url, path, version, commit, publisher, release } = input;
  return [
    `- Registering package: ${word(name)}`,
    `- Repository: ${address(url)}`,
    ...(path === '.' ? [] : [`- Subdirectory: ${word(path)}`]),
    ...(publisher ? [`- Created by: @${word(publisher)}`] : []),
    `- Version: v${word(version)}`,
    `- Commit: ${commit}`,
    `- Release: ${address(release.url)}`,
    ...(release.notes.trim() === '' ? [] : ['', ...notesBlock(release.notes)]),
  ].join('\n');
}

/** As it stands: programs read it. Anything but a plain word could be more than a word. */
function word(value: string): string {
  return /^[A-Za-z0-9][\w.+/-]*$/.test(value) ? value : text(value);
}

/** GitHub takes 65,536 characters in all. */
const NOTES_LIMIT = 20_000;

/** In a code block, so that nobody is mentioned by notes of elsewhere; five backticks are what Registrator writes. */
function notesBlock(notes: string): readonly string[] {
  const shown = notes.trim().replaceAll('\r\n', '\n').slice(0, NOTES_LIMIT);
  const longest = Math.max(4, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return ['<!-- BEGIN RELEASE NOTES -->', fence, shown, fence, '<!-- END RELEASE NOTES -->'];
}

export function yankText(input: { name: string; version: string; tag: string; url: string }): string {
  const { name, version, tag, url } = input;
  return `The release ${code(tag)} of ${address(url)} was taken back. This marks ${text(`${name} ${version}`)} as yanked: whoever has it keeps it, and nobody gets it anew.`;
}

export function movedText(before: string, now: string): string {
  return `The repository ${code(before)} is ${code(now)} now. Its packages follow, so that its next release is still known as theirs.`;
}

export function archivedText(repository: string, archived: boolean): string {
  return archived
    ? `The repository ${code(repository)} was archived. Its packages are marked so; their versions can be had as before.`
    : `The repository ${code(repository)} is archived no longer. The mark on its packages goes.`;
}

export function deprecatedText(repository: string): string {
  return `The manifest of ${code(repository)} says anew which of its packages are deprecated, and what to use instead.`;
}

/** Why a pull request was closed whose release is gone. */
export function takenBackComment(tag: string): string {
  return [
    withdrawalMarker(tag),
    `The release ${code(tag)} was taken back before its version was registered. Published again, it is proposed again.`,
  ].join('\n');
}

/** Why a pull request was closed whose repository has another address now. */
export function movedAwayComment(tag: string, repository: string): string {
  return [
    withdrawalMarker(tag),
    `The repository of ${code(tag)} is ${code(repository)} now. Its version is proposed anew, with that address.`,
  ].join('\n');
}

/** The whole body: what it is for, and how it goes on. */
export function proposalBody(input: {
  source: ProposalSource;
  words: string;
  status: ProposalStatus;
  settings: MessageSettings;
}): string {
  const { source, words, status, settings } = input;
  const judge = 'the rules of the registry in the organisation’s policy';
  return [proposalMarker(source), words, '', statusText(source, status), '', footer(settings, judge)].join('\n');
}

function statusText(source: ProposalSource, status: ProposalStatus): string {
  switch (status.kind) {
    case 'manual':
      return '**It waits for a person** who may merge here, since the policy says `registry.merge: manual`. The rules of the registry let it in.';
    case 'automatic': {
      const when = status.from ? since(status.from) : ' at once';
      return [
        `**It is merged by itself${when}**, if the rules of the registry still let it in then, and the reviews and checks that this repository requires are there.`,
        HOLDING,
      ].join('\n\n');
    }
    case 'held':
      return `**It is held back** by ${holdsText(status.holds)}. When that is taken back, it is merged by itself${since(status.from)}.`;
    case 'refused':
      return [
        '**It isn’t merged by itself**: as the registry is now, its rules don’t let it in.',
        '',
        ...status.refusals.map(refusalItem),
        '',
        `When that is mended, comment ${code(`/innkeeper register ${source.about}`)} in an issue of ${code(fullName(source.repository))}.`,
      ].join('\n');
    case 'blocked':
      return [
        `**GitHub doesn’t let it be merged by itself**: ${prose(status.message)}`,
        '',
        'It is tried again every hour. Whoever may merge here may do so.',
      ].join('\n');
  }
}

function holdsText(holds: readonly Hold[]): string {
  const words = holds.map((hold) => {
    if (hold.kind === 'changes-requested') return `the changes that ${code(hold.by)} requests`;
    return hold.kind === 'label' ? 'the label `hold`' : 'its being a draft';
  });
  return list(words);
}

function since(from: Date | null): string {
  return from ? ` from ${moment(from)} on` : '';
}

const HOLDING =
  'To hold it back, request changes in a review, set the label `hold`, or make it a draft; take that back, and it goes on. Once somebody pushes to its branch, a person has to merge it. Whoever may merge here needn’t wait.';

/** `24 November 2026, 10:00 UTC` */
function moment(at: Date): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** The check of a version that waits in a pull request. @param pull its address */
export function proposedText(input: {
  name: string;
  version: string;
  registry: string;
  pull: string;
  status: ProposalStatus;
}): { title: string; summary: string } {
  const { name, version, registry, pull, status } = input;
  return {
    title: `Proposed ${name} ${version}`,
    summary: `${text(`${name} ${version}`)} is in order. It enters ${code(registry)} once it is merged there: ${pull}\n\n${howText(status)}`,
  };
}

function howText(status: ProposalStatus): string {
  if (status.kind === 'automatic') {
    return `That happens by itself${since(status.from)}, unless somebody holds it back there.`;
  }
  if (status.kind !== 'held') return 'A person merges it there.';
  return `It is held back there by ${holdsText(status.holds)}. When that is taken back, it is merged by itself${since(status.from)}.`;
}

/** The check of a version whose pull request somebody closed. @param pull its address */
export function closedText(input: { name: string; version: string; registry: string; pull: string; tag: string }): {
  title: string;
  summary: string;
} {
  const { name, version, registry, pull, tag } = input;
  return {
    title: `Not registered: ${name} ${version} was closed`,
    summary: [
      `${text(`${name} ${version}`)} did not enter ${code(registry)}: its pull request was closed without being merged, ${pull}`,
      '',
      `Ask there why. To propose it again, comment ${code(`/innkeeper register ${tag}`)} in an issue of this repository, or publish the release again.`,
    ].join('\n'),
  };
}
