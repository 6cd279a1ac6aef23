import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { commitOf } from './commits.ts';
import { type Call, onRepository, type Route } from './router.ts';

const BRANCH = '/repos/{owner}/{repo}/branches/{branch}';

export const BRANCH_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/branches', 'read', ({ world, query }, repository) => {
    const wanted = query.get('protected');
    const all = [...repository.git.refs().keys()].filter(
      (ref) =>
        ref.startsWith('refs/heads/') && (wanted === null || String(world.isProtected(repository, ref)) === wanted),
    );
    return {
      page: all.map((ref) => {
        const sha = commitOf(repository, ref);
        return {
          name: ref.slice('refs/heads/'.length),
          commit: { sha, url: payloads.api(world, `/repos/${world.fullName(repository)}/commits/${sha}`) },
          protected: world.isProtected(repository, ref),
        };
      }),
    };
  }),
  onRepository(`GET ${BRANCH}/protection`, 'admin', (call, repository) => {
    const branch = branchOf(call, repository);
    if (!call.world.isProtected(repository, `refs/heads/${branch}`)) throw new Refused(404, 'Branch not protected');
    return { json: protectionJson(call.world, repository, branch) };
  }),
  onRepository(`PUT ${BRANCH}/protection`, 'admin', (call, repository) => {
    const branch = branchOf(call, repository);
    const unknown = UNKNOWN_RULES.filter((rule) => call.body[rule]);
    if (branch !== repository.git.head || !call.body.required_pull_request_reviews || unknown.length > 0) {
      throw new Refused(
        501,
        'Not implemented: the sandbox has one rule: changes of the default branch come by pull request (required_pull_request_reviews), but for admins.',
        unknown,
      );
    }
    repository.protected = true;
    return { json: protectionJson(call.world, repository, branch) };
  }),
  onRepository(`DELETE ${BRANCH}/protection`, 'admin', (call, repository) => {
    if (!call.world.isProtected(repository, `refs/heads/${branchOf(call, repository)}`))
      throw new Refused(404, 'Branch not protected');
    repository.protected = false;
    return { status: 204 };
  }),
  onRepository(`GET ${BRANCH}`, 'read', (call, repository) => {
    const { world } = call;
    const branch = branchOf(call, repository);
    const url = payloads.api(world, `/repos/${world.fullName(repository)}/branches/${branch}`);
    const isProtected = world.isProtected(repository, `refs/heads/${branch}`);
    return {
      json: {
        name: branch,
        commit: payloads.commit(world, repository, commitOf(repository, `refs/heads/${branch}`)),
        _links: { self: url, html: payloads.page(world, `/${world.fullName(repository)}/tree/${branch}`) },
        protected: isProtected,
        protection: { enabled: isProtected },
        protection_url: `${url}/protection`,
      },
    };
  }),
];

/** Rules of GitHub's that the stand-in can't hold: it says so instead of pretending. */
const UNKNOWN_RULES = ['required_status_checks', 'restrictions', 'required_linear_history', 'lock_branch'];

function branchOf({ params }: Call, repository: RepositoryModel): string {
  const branch = params.branch ?? '';
  if (!repository.git.refs().has(`refs/heads/${branch}`)) throw new Refused(404, 'Branch not found');
  return branch;
}

function protectionJson(world: World, repository: RepositoryModel, branch: string): Record<string, unknown> {
  const url = payloads.api(world, `/repos/${world.fullName(repository)}/branches/${branch}/protection`);
  return {
    url,
    required_pull_request_reviews: {
      url: `${url}/required_pull_request_reviews`,
      dismiss_stale_reviews: false,
      require_code_owner_reviews: false,
      required_approving_review_count: 0,
    },
    enforce_admins: { url: `${url}/enforce_admins`, enabled: false },
    allow_force_pushes: { enabled: false },
    allow_deletions: { enabled: false },
  };
}
