import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type Call, onRepository, type Reply, type Route } from './router.ts';

/** GitHub lists no more files of a comparison. */
const FILES_LIMIT = 300;

export const COMMIT_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/commits', 'read', ({ world, query }, repository) => {
    if (!repository.git.resolve('HEAD')) throw new Refused(409, 'Git Repository is empty.');
    const start = commitOf(repository, query.get('sha') ?? 'HEAD');
    const path = query.get('path');
    return {
      page: repository.git.log(start, path ? [path] : []).map((oid) => payloads.commit(world, repository, oid)),
    };
  }),
  onRepository('GET /repos/{owner}/{repo}/commits/{ref}', 'read', ({ world, params }, repository) => {
    const oid = repository.git.resolve(params.ref ?? '');
    if (!oid) throw new Refused(422, `No commit found for SHA: ${params.ref}`);
    const [parent] = repository.git.commit(oid).parents;
    const changes = repository.git.changes(parent ?? EMPTY_TREE, oid);
    const sum = (of: 'additions' | 'deletions') => changes.reduce((total, change) => total + change[of], 0);
    const [additions, deletions] = [sum('additions'), sum('deletions')];
    return {
      json: {
        ...payloads.commit(world, repository, oid),
        stats: { additions, deletions, total: additions + deletions },
        files: changes.map((each) => payloads.diffEntry(world, repository, oid, each)),
      },
    };
  }),
  onRepository('GET /repos/{owner}/{repo}/compare/{basehead}', 'read', ({ world, params }, repository) =>
    compare(world, repository, params.basehead ?? ''),
  ),
  onRepository('GET /repos/{owner}/{repo}/tags', 'read', ({ world }, repository) => ({
    page: [...repository.git.refs().keys()].flatMap((ref) =>
      ref.startsWith('refs/tags/') ? [tagJson(world, repository, ref.slice('refs/tags/'.length))] : [],
    ),
  })),
];

/** The tree without files, which every Git knows. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** @throws Refused 404 where `revision` names no commit */
export function commitOf(repository: RepositoryModel, revision = 'HEAD'): string {
  const found = repository.git.resolve(revision);
  if (!found) throw new Refused(404, 'Not Found');
  return found;
}

/** As {@link commitOf}, of the call's `{ref}`. */
export function commitOfRef({ params }: Call, repository: RepositoryModel): string {
  return commitOf(repository, params.ref ?? '');
}

function compare(world: World, repository: RepositoryModel, basehead: string): Reply {
  const { git } = repository;
  const [from = '', to = ''] = basehead.split('...');
  const withoutOwner = (name: string) => name.replace(`${world.organization.login}:`, '');
  const base = commitOf(repository, withoutOwner(from));
  const head = commitOf(repository, withoutOwner(to));
  const start = git.mergeBase(base, head);
  if (!start) throw new Refused(404, `No common ancestor between ${from} and ${to}.`);
  const ahead = git.log(`${base}..${head}`).reverse();
  const behind = git.count(`${head}..${base}`);
  const status = ahead.length > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical';
  const html = payloads.page(
    world,
    `/${world.fullName(repository)}/compare/${encodeURIComponent(from)}...${encodeURIComponent(to)}`,
  );
  return {
    json: {
      url: payloads.api(world, `/repos/${world.fullName(repository)}/compare/${from}...${to}`),
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: payloads.commit(world, repository, base),
      merge_base_commit: payloads.commit(world, repository, start),
      status,
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: ahead.map((oid) => payloads.commit(world, repository, oid)),
      files: git
        .changes(start, head)
        .slice(0, FILES_LIMIT)
        .map((each) => payloads.diffEntry(world, repository, head, each)),
    },
  };
}

function tagJson(world: World, repository: RepositoryModel, name: string): Record<string, unknown> {
  const base = `/repos/${world.fullName(repository)}`;
  const sha = commitOf(repository, `refs/tags/${name}`);
  return {
    name,
    node_id: payloads.nodeId('Ref', `${repository.id}:refs/tags/${name}`),
    commit: { sha, url: payloads.api(world, `${base}/commits/${sha}`) },
    zipball_url: payloads.api(world, `${base}/zipball/refs/tags/${name}`),
    tarball_url: payloads.api(world, `${base}/tarball/refs/tags/${name}`),
  };
}
