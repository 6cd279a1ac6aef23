import type { IssueModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type Call, type Reply, type Route, route } from './router.ts';

export const SEARCH_ROUTES: readonly Route[] = [route('GET /search/issues', searchIssues)];

type Holds = (issue: IssueModel, repository: RepositoryModel, world: World) => boolean;

/** What can be asked for as `qualifier:value`. */
const QUALIFIERS: Readonly<Record<string, (value: string) => Holds>> = {
  repo: (value) => (_, repository, world) => same(world.fullName(repository), value),
  org: (value) => (_, __, world) => same(world.organization.login, value),
  is: (value) => (issue) => issueIs(issue, value),
  type: (value) => (issue) => issueIs(issue, value),
  state: (value) => (issue) => issueIs(issue, value),
  author: (value) => (issue) => same(issue.author.login, value),
  label: (value) => (issue) => [...issue.labels].some((name) => same(name, value)),
  'review-requested': (value) => (issue) => [...(issue.pull?.requestedUsers ?? [])].some((login) => same(login, value)),
};

const TERM = /(?:([\w-]+):)?(?:"([^"]*)"|(\S+))/g;

/** @throws Refused 501 for a qualifier that isn't built: to leave it out would find too much */
function searchIssues({ world, caller, query }: Call): Reply {
  const holds = [...(query.get('q') ?? '').matchAll(TERM)].map(([, qualifier, quoted, plain]) => {
    const value = quoted ?? plain ?? '';
    if (!qualifier) return contains(value);
    const built = QUALIFIERS[qualifier];
    if (!built) throw new Refused(501, `Not implemented: the sandbox knows no qualifier ${qualifier}:`);
    return built(value);
  });
  if (holds.length === 0)
    throw new Refused(422, 'Validation Failed', [{ resource: 'Search', code: 'missing', field: 'q' }]);
  const visible = [...world.repositories.values()].filter(
    (each) => caller.kind === 'installation' || world.permission(caller.actor, each) !== 'none',
  );
  const found = visible.flatMap((repository) =>
    [...repository.issues.values()]
      .filter((issue) => holds.every((each) => each(issue, repository, world)))
      .map((issue) => ({ ...payloads.issue(world, repository, issue), score: 1 })),
  );
  return {
    page: found.reverse(),
    pageName: 'items',
    pageFields: { incomplete_results: false, search_type: 'lexical' },
  };
}

function issueIs({ state, pull }: IssueModel, what: string): boolean {
  if (what === 'issue') return pull === null;
  if (what === 'pr') return pull !== null;
  if (what === 'merged') return pull?.merged === true;
  if (what === 'draft') return pull?.draft === true;
  if (what === 'open' || what === 'closed') return state === what;
  throw new Refused(501, `Not implemented: the sandbox doesn’t know what is:${what} means`);
}

function contains(words: string): Holds {
  return ({ title, body }) => `${title}\n${body}`.toLowerCase().includes(words.toLowerCase());
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
