import type { Caller } from './access.ts';
import type { IssueModel, RepositoryModel } from './model.ts';
import { Refused } from './refused.ts';
import type { World } from './world.ts';

export interface Found {
  readonly issue: IssueModel;
  readonly repository: RepositoryModel;
}

type Holds = (found: Found, world: World) => boolean;

/** What can be asked for as `qualifier:value`. */
const QUALIFIERS: Readonly<Record<string, (value: string) => Holds>> = {
  repo: (value) => (found, world) => same(world.fullName(found.repository), value),
  org: (value) => (_, world) => same(world.organization.login, value),
  is: (value) => (found) => issueIs(found.issue, value),
  type: (value) => (found) => issueIs(found.issue, value),
  state: (value) => (found) => issueIs(found.issue, value),
  archived: (value) => (found) => String(found.repository.archived) === value,
  updated: (value) => {
    const since = /^>=(\S+)$/.exec(value)?.[1];
    if (!since) throw notBuilt(`updated:${value}; it takes updated:>=TIME alone`);
    return (found) => Date.parse(found.issue.updatedAt) >= Date.parse(since);
  },
  author: (value) => (found) => same(found.issue.author.login, value),
  label: (value) => (found) => [...found.issue.labels].some((name) => same(name, value)),
  'review-requested': asked,
  'user-review-requested': asked,
};

const TERM = /(?:([\w-]+):)?(?:"([^"]*)"|(\S+))/g;

/**
 * Issues and pull requests that a query finds, the newest first unless it says `sort:updated-asc`.
 * @throws Refused 501 for a qualifier that isn't built: to leave it out would find too much
 */
export function searchIssues(world: World, caller: Caller, query: string): readonly Found[] {
  const terms = [...query.matchAll(TERM)].map(([, qualifier, quoted, plain]) => ({
    qualifier,
    value: quoted ?? plain ?? '',
  }));
  const sort = terms.find(({ qualifier }) => qualifier === 'sort')?.value;
  if (sort && sort !== 'updated-asc') throw notBuilt(`sort:${sort}`);
  const holds = terms.filter(({ qualifier }) => qualifier !== 'sort').map(termOf);
  if (holds.length === 0) {
    throw new Refused(422, 'Validation Failed', [{ resource: 'Search', code: 'missing', field: 'q' }]);
  }
  const found = [...world.repositories.values()]
    .filter((each) => caller.kind === 'installation' || world.permission(caller.actor, each) !== 'none')
    .flatMap((repository) => [...repository.issues.values()].map((issue) => ({ issue, repository })))
    .filter((each) => holds.every((one) => one(each, world)));
  if (!sort) return found.reverse();
  return found.sort((one, other) => Date.parse(one.issue.updatedAt) - Date.parse(other.issue.updatedAt));
}

function termOf({ qualifier, value }: { qualifier: string | undefined; value: string }): Holds {
  if (!qualifier) return contains(value);
  const built = QUALIFIERS[qualifier];
  if (!built) throw notBuilt(`${qualifier}:`);
  return built(value);
}

function notBuilt(what: string): Refused {
  return new Refused(501, `Not implemented: the sandbox’s search doesn’t know ${what}`);
}

function issueIs({ state, pull }: IssueModel, what: string): boolean {
  if (what === 'issue') return pull === null;
  if (what === 'pr') return pull !== null;
  if (what === 'merged') return pull?.merged === true;
  if (what === 'draft') return pull?.draft === true;
  if (what === 'open' || what === 'closed') return state === what;
  throw notBuilt(`is:${what}`);
}

function asked(login: string): Holds {
  return ({ issue }) => [...(issue.pull?.requestedUsers ?? [])].some((each) => same(each, login));
}

function contains(words: string): Holds {
  return ({ issue: { title, body } }) => `${title}\n${body}`.toLowerCase().includes(words.toLowerCase());
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
