import type { LabelModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { issueOf } from './issues.ts';
import { type Call, needed, onRepository, type Route, text, texts } from './router.ts';

const LABELS = '/repos/{owner}/{repo}/labels';
const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/labels';

export const LABEL_ROUTES: readonly Route[] = [
  onRepository(`GET ${LABELS}`, 'read', ({ world }, repository) => ({
    page: [...repository.labels.values()].map((each) => payloads.label(world, repository, each)),
  })),
  onRepository(`POST ${LABELS}`, 'write', ({ world, body }, repository) => {
    const name = needed(body.name, 'name');
    if (repository.labels.has(name.toLowerCase()))
      throw new Refused(422, 'Validation Failed', [{ resource: 'Label', code: 'already_exists', field: 'name' }]);
    const color = text(body.color);
    const label = world.ensureLabel(repository, name, {
      ...(color ? { color } : {}),
      description: text(body.description) ?? null,
    });
    return { status: 201, json: payloads.label(world, repository, label) };
  }),
  onRepository(`GET ${LABELS}/{name}`, 'read', (call, repository) => ({
    json: payloads.label(call.world, repository, labelOf(call, repository)),
  })),
  onRepository(`DELETE ${LABELS}/{name}`, 'write', (call, repository) => {
    const { name } = labelOf(call, repository);
    repository.labels.delete(name.toLowerCase());
    for (const { labels } of repository.issues.values()) labels.delete(name);
    return { status: 204 };
  }),
  onRepository(`GET ${OF_ISSUE}`, 'read', (call, repository) => ({ page: ofIssue(call, repository) })),
  onRepository(`POST ${OF_ISSUE}`, 'triage', (call, repository) => {
    call.world.addLabels(repository, issueOf(call, repository), texts(call.body.labels), call.caller.actor);
    return { json: ofIssue(call, repository) };
  }),
  onRepository(`PUT ${OF_ISSUE}`, 'triage', (call, repository) => {
    call.world.setLabels(repository, issueOf(call, repository), texts(call.body.labels), call.caller.actor);
    return { json: ofIssue(call, repository) };
  }),
  onRepository(`DELETE ${OF_ISSUE}/{name}`, 'triage', (call, repository) => {
    call.world.removeLabel(repository, issueOf(call, repository), call.params.name ?? '', call.caller.actor);
    return { json: ofIssue(call, repository) };
  }),
];

function labelOf({ params }: Call, repository: RepositoryModel): LabelModel {
  const found = repository.labels.get((params.name ?? '').toLowerCase());
  if (!found) throw new Refused(404, 'Not Found');
  return found;
}

function ofIssue(call: Call, repository: RepositoryModel): unknown[] {
  return payloads.labelsOf(call.world, repository, issueOf(call, repository));
}
