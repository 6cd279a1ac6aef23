import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { type Call, needed, onRepository, type Reply, type Route, texts } from './router.ts';

const TOPIC = /^[a-z0-9][a-z0-9-]{0,49}$/;
const TOPICS_LIMIT = 20;
const PAYLOAD_KEYS_LIMIT = 10;
const EVENT_TYPE_LENGTH = 100;

const profileReply = ({ world, caller }: Call, repository: RepositoryModel): Reply => {
  const permission = caller.kind === 'installation' ? 'write' : world.permission(caller.actor, repository);
  return { json: payloads.repositoryProfile(world, repository, permission) };
};

export const REPOSITORY_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}', 'read', profileReply),
  onRepository('PATCH /repos/{owner}/{repo}', 'admin', (call, repository) => {
    const { world, body, caller } = call;
    if (repository.archived && body.archived !== false)
      throw new Refused(403, 'Repository was archived so is read-only.');
    const visibility =
      body.visibility ?? (typeof body.private === 'boolean' ? (body.private ? 'private' : 'public') : undefined);
    const isVisibility = visibility === 'public' || visibility === 'internal' || visibility === 'private';
    world.updateRepository(
      repository,
      {
        ...(typeof body.name === 'string' ? { name: body.name } : {}),
        ...(typeof body.description === 'string' ? { description: body.description } : {}),
        ...(typeof body.archived === 'boolean' ? { archived: body.archived } : {}),
        ...(typeof body.has_issues === 'boolean' ? { hasIssues: body.has_issues } : {}),
        ...(isVisibility ? { visibility } : {}),
      },
      caller.actor,
    );
    if (typeof body.default_branch === 'string') setDefaultBranch(repository, body.default_branch);
    return profileReply(call, repository);
  }),
  onRepository('DELETE /repos/{owner}/{repo}', 'admin', ({ world, caller }, repository) => {
    world.deleteRepository(repository, caller.actor);
    return { status: 204 };
  }),
  onRepository('GET /repos/{owner}/{repo}/topics', 'read', (_, repository) => ({ json: { names: repository.topics } })),
  onRepository('PUT /repos/{owner}/{repo}/topics', 'admin', ({ world, body, caller }, repository) => {
    const names = texts(body.names);
    const wrong = names.filter((name) => !TOPIC.test(name));
    if (names.length > TOPICS_LIMIT) throw new Refused(422, `A repository can have at most ${TOPICS_LIMIT} topics.`);
    if (wrong.length > 0) throw new Refused(422, 'Validation Failed', [`Invalid topics: ${wrong.join(', ')}`]);
    world.updateRepository(repository, { topics: names }, caller.actor);
    return { json: { names: repository.topics } };
  }),
  onRepository('POST /repos/{owner}/{repo}/dispatches', 'write', ({ world, body, caller }, repository) => {
    const event = needed(body.event_type, 'event_type');
    const given = (body.client_payload ?? {}) as Record<string, unknown>;
    if (event.length > EVENT_TYPE_LENGTH)
      throw new Refused(422, `event_type has more than ${EVENT_TYPE_LENGTH} characters.`);
    if (Object.keys(given).length > PAYLOAD_KEYS_LIMIT)
      throw new Refused(
        422,
        `No more than ${PAYLOAD_KEYS_LIMIT} properties are allowed; ${Object.keys(given).length} were supplied.`,
      );
    world.emit('repository_dispatch', event, repository, caller.actor, {
      branch: repository.git.head,
      client_payload: body.client_payload ?? null,
    });
    return { status: 204 };
  }),
];

function setDefaultBranch(repository: RepositoryModel, branch: string): void {
  if (!repository.git.refs().has(`refs/heads/${branch}`))
    throw new Refused(
      422,
      `The branch ${branch} was not found. Please push that ref first or create it via the Git Data API.`,
    );
  repository.git.git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  repository.git.forget();
}
