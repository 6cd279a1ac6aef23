import type * as model from '../model.ts';
import type { World } from '../world.ts';
import type { Json } from './links.ts';

const ZERO = '0'.repeat(40);

export function push(
  world: World,
  repo: model.RepositoryModel,
  moved: { ref: string; from: string | null; to: string | null; actor: model.Actor },
): Json {
  const { ref, from, to, actor } = moved;
  const commits = to && ref.startsWith('refs/heads/') ? commitsBetween(world, repo, from, to) : [];
  return {
    ref,
    before: from ?? ZERO,
    after: to ?? ZERO,
    created: from === null,
    deleted: to === null,
    forced: false,
    base_ref: null,
    compare: `${world.options.url()}/${world.fullName(repo)}/compare`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: actor.login, email: null },
  };
}

function commitsBetween(world: World, repo: model.RepositoryModel, from: string | null, to: string): Json[] {
  return repo.git.since(from, to).map((oid) => {
    const commit = repo.git.commit(oid);
    const [parent] = commit.parents;
    const changes = repo.git.touched(parent === undefined ? null : repo.git.commit(parent).tree, commit.tree);
    const paths = (status: string) => changes.filter((each) => each.status === status).map(({ path }) => path);
    const author = { name: commit.author.name, email: commit.author.email, username: commit.author.name };
    return {
      id: oid,
      tree_id: commit.tree,
      distinct: true,
      message: commit.message,
      timestamp: commit.author.date,
      url: `${world.options.url()}/${world.fullName(repo)}/commit/${oid}`,
      author,
      committer: author,
      added: paths('added'),
      removed: paths('removed'),
      modified: paths('modified'),
    };
  });
}
