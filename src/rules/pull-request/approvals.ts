import { z } from 'zod';
import { atLeast, sameLogin } from '../../domain/person.ts';
import { countApprovals, type Demand } from '../../reviewers/approvals.ts';
import { levels } from '../rule.ts';
import { definePullRequestRule, type PullRequestFacts } from './rule.ts';

const count = z.int().min(0).max(10);

const options = z.object({
  owners: count.default(0).describe('Approvals of the owning team; a trusted committer’s counts as one.'),
  outside: count.default(0).describe('Approvals of people who aren’t of the owning team.'),
  labels: z
    .record(z.string(), z.strictObject({ owners: count.optional(), outside: count.optional() }))
    .default({})
    .describe('Label → approvals that pull requests with it need at least, such as `breaking: { owners: 2 }`.'),
  earlier: z
    .enum(['count', 'ignore'])
    .default('count')
    .describe('What becomes of approvals of earlier commits when something new is pushed.'),
});

type Options = z.output<typeof options>;

export const approvals = definePullRequestRule({
  id: 'approvals',
  title: 'Approvals',
  help: {
    checks:
      'As many people of the owning team, and of others, have approved as the policy asks for; it asks for none by itself. While approvals are missing, a mode of `enforce` leaves the check in progress and says whom it waits for. [How approvals are counted, and lifted](approvals.md).',
    why: 'What others build on is seen by an owner, and by somebody who uses it, before it changes.',
    mend: 'Ask those who are named for a review. Owners and maintainers can lift the approvals of one commit by `/innkeeper override because <reason>`.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options,
  tighten: (before, written) => stricter(options.parse(before), options.parse(written)),
  evaluate: (facts, settings) => {
    const demand = demandOf(facts, settings);
    if (demand.owners + demand.outside === 0) {
      return { status: 'not-applicable', summary: 'The policy asks for no approval here.' };
    }
    const { owners, trusted, override, pullRequest } = facts;
    const { by, missing } = countApprovals({
      pullRequest,
      demand,
      owners: owners.flatMap(({ members }) => members),
      trusted: trusted.flatMap(({ members }) => members),
      headOnly: settings.earlier === 'ignore',
    });
    if (missing.owners + missing.outside === 0) {
      return { status: 'pass', summary: `Approved by ${by.map((login) => `\`${login}\``).join(', ')}.` };
    }
    if (override?.head === pullRequest.head.sha) {
      const commit = override.head.slice(0, 10);
      const self = sameLogin(override.by, pullRequest.author.login) ? ', who wrote this' : '';
      return { status: 'pass', summary: `Lifted for ${commit} by \`${override.by}\`${self}: ${override.reason}` };
    }
    const waitsFor = sentenceOf(missing, facts);
    return {
      status: 'pending',
      waitsFor,
      summary: `Waits for ${waitsFor}.${candidates(missing, facts, by)} Owners and maintainers can lift this by \`/innkeeper override because <reason>\`.`,
    };
  },
});

/** Labels only add to what the policy asks for anyway. */
function demandOf({ pullRequest }: PullRequestFacts, { owners, outside, labels }: Options): Demand {
  const has = (name: string) => pullRequest.labels.some((each) => sameLogin(each, name));
  const added = Object.entries(labels).flatMap(([name, demand]) => (has(name) ? [demand] : []));
  return {
    owners: Math.max(owners, ...added.map((demand) => demand.owners ?? 0)),
    outside: Math.max(outside, ...added.map((demand) => demand.outside ?? 0)),
  };
}

function sentenceOf({ owners, outside }: Demand, facts: PullRequestFacts): string {
  const ofOwners = owners > 0 ? `${approvalsOf(owners)} of ${anyOf(facts.owners.map(({ owner }) => owner))}` : '';
  const fromOthers = outside > 0 ? `${owners > 0 ? outside : approvalsOf(outside)} from another team` : '';
  return [ofOwners, fromOthers].filter(Boolean).join(' and ');
}

/** In the title of a check there is no room for all. */
function anyOf(owners: readonly string[]): string {
  if (owners.length === 0) return 'an owner, of whom none is named';
  const others = owners.length > 3 ? [`${owners.length - 2} other owners`] : [];
  return [...owners.slice(0, owners.length > 3 ? 2 : 3), ...others].join(' or ');
}

function approvalsOf(number: number): string {
  return `${number} ${number === 1 ? 'approval' : 'approvals'}`;
}

/** So many people are named; the team's page has the others. */
const NAMED = 5;

/** Who of the owners could still approve; the others are anybody with write access. */
function candidates({ owners }: Demand, facts: PullRequestFacts, by: readonly string[]): string {
  if (owners === 0) return ' Anybody with write access who isn’t of the owning team can give it.';
  const spent = [...by, facts.pullRequest.author.login];
  const able = [...facts.owners, ...facts.trusted]
    .filter(({ permission }) => atLeast(permission, 'write'))
    .flatMap(({ members }) => members)
    .filter((login) => !spent.some((each) => sameLogin(each, login)));
  const logins = [...new Set(able)];
  if (logins.length === 0) return ' Nobody else of the owners may write here.';
  const only = logins.length < owners ? 'only ' : '';
  const more = logins.length > NAMED ? ` and ${logins.length - NAMED} more` : '';
  const names = logins.slice(0, NAMED).map((login) => `\`${login}\``);
  return ` Of the owners, ${only}${names.join(', ')}${more} can approve.`;
}

/** A repository may ask for more than its organisation, never for less. */
function stricter(one: Options, other: Options): Options {
  const labels = [...new Set([...Object.keys(one.labels), ...Object.keys(other.labels)])].map((name) => {
    const [left = {}, right = {}] = [one.labels[name], other.labels[name]];
    const owners = Math.max(left.owners ?? 0, right.owners ?? 0);
    return [name, { owners, outside: Math.max(left.outside ?? 0, right.outside ?? 0) }];
  });
  return {
    owners: Math.max(one.owners, other.owners),
    outside: Math.max(one.outside, other.outside),
    labels: Object.fromEntries(labels),
    earlier: one.earlier === 'ignore' ? 'ignore' : other.earlier,
  };
}
