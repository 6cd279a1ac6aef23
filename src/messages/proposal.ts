import { fullName, type RepositoryRef } from '../domain/repository.ts';
import type { Tier } from '../domain/tier.ts';
import type { Verdict, Waiver } from '../domain/verdict.ts';
import { code, text } from './escape.ts';
import { byUrgency, checklistItem, type Site } from './verdict-lines.ts';

/** A pull request that Innkeeper opens because somebody asked for it. */
export interface ProposalText {
  readonly title: string;
  readonly body: string;
}

/** Where it was asked for, and by whom. */
export interface AskedFor {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly by: string;
}

/** GitHub makes `owner/name#1` a link, and shows the pull request there in its turn. */
function asked({ repository, number, by }: AskedFor): string {
  return `${code(`@${by}`)} asked for this in ${fullName(repository)}#${number}.`;
}

/** @param address of the pull request's page */
export function proposed(address: string, { title }: ProposalText): string {
  return `${address} does it: ${text(title)}. It counts once it is merged.`;
}

export function alreadyProposed(address: string, { title }: ProposalText): string {
  return `${address} is open for this already (${text(title)}). Change or merge it, or close it and ask again.`;
}

export function tierProposal(input: {
  tier: Tier;
  before: Tier | undefined;
  path: string;
  askedFor: AskedFor;
  /** What the policy requires of the tier, where it was judged. */
  verdicts: readonly Verdict[];
}): ProposalText {
  const { tier, before, path, askedFor, verdicts } = input;
  return {
    title: before ? `Change the tier from ${before} to ${tier}` : `Declare the tier ${tier}`,
    body: [
      `Sets ${code(`tier: ${tier}`)} in ${code(path)}; ${before ? `until now it is ${code(before)}` : 'until now none is declared'}. ${asked(askedFor)}`,
      ...(verdicts.length > 0
        ? ['', 'What the policy requires of it:', '', ...verdicts.map((verdict) => checklistItem(verdict))]
        : []),
    ].join('\n'),
  };
}

export function waiverProposal(waiver: Waiver, path: string, askedFor: AskedFor): ProposalText {
  const { rule, repository, until, reason, owner } = waiver;
  return {
    title: `Waive ${rule} for ${repository} until ${until}`,
    body: [
      `Adds a waiver to ${code(path)}. ${asked(askedFor)}`,
      '',
      `- Rule: ${code(rule)}`,
      `- Repository: ${code(repository)}`,
      `- Until, and including: ${code(until)}`,
      `- Owner: ${code(owner)}`,
      `- Reason: ${text(reason)}`,
    ].join('\n'),
  };
}

/** What a project has of the tier it could rise to, and what it lacks. */
export function qualification(input: {
  name: string;
  declared: Tier | undefined;
  next: Tier;
  verdicts: readonly Verdict[];
  site: Site | undefined;
}): string {
  const { name, declared, next, site } = input;
  const verdicts = byUrgency(input.verdicts);
  const open = verdicts.filter(({ status }) => status === 'fail').length;
  const is = declared ? `is ${code(declared)}` : 'declares no tier';
  const gap =
    open === 0 ? 'all that the policy requires of it holds' : `${open} of ${verdicts.length} requirements are open`;
  return [
    `**${text(name)}** ${is}. The next tier is ${code(next)}; ${verdicts.length === 0 ? 'the policy requires nothing of it' : gap}.`,
    ...(verdicts.length > 0 ? ['', ...verdicts.map((verdict) => checklistItem(verdict, site))] : []),
  ].join('\n');
}

export function highestTier(tier: Tier): string {
  return `${code(tier)} is the highest tier.`;
}

export function tierDeclared(tier: Tier): string {
  return `The default branch declares ${code(`tier: ${tier}`)} already.`;
}
