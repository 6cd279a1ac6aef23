import { describe, expect, test } from 'vitest';
import type { ProjectSnapshot } from '../../src/domain/snapshot.ts';
import { API_SCHEMAS, apiProject } from '../../src/portal/api.ts';
import { exportRoutes } from '../../src/portal/routes/exports.ts';
import { activityOf } from '../support/activity.ts';
import { factsOf, judged, REPOSITORY } from '../support/repository.ts';

const NOW = new Date('2026-11-21T10:00:00Z');
const facts = factsOf({ 'CONTRIBUTING.md': '# Contributing\n' });
/** As it was kept before activity was. */
const old: ProjectSnapshot = {
  repository: REPOSITORY,
  project: { ...facts.project, description: 'Asks other services, and asks again when they fail.' },
  verdicts: judged(facts, 'mode: enforce\nrules: { contributing: { level: error } }\n'),
  version: '1.2.0',
  commit: 'c'.repeat(40),
  checkedAt: '2026-11-21T09:00:00Z',
};
const snapshot = { ...old, activity: activityOf() };

/** (50 + 5 · 5 + 7 + 12 / 3 + 10 / 5) · 1.99, and of the boost for the new 997.26 · 44.92 / 365, 50 for the description, 100 for the guidelines, less 50. */
const SCORE = 398;

describe('the score of a project', () => {
  test('is told by the API', () => {
    expect(API_SCHEMAS.projects.parse([apiProject(snapshot, NOW), apiProject(old, NOW)])).toMatchObject([
      { score: SCORE },
      { score: null },
    ]);
  });

  test('is told to SAP’s portal, with what it is made of', async () => {
    const routes = exportRoutes(
      async () => [snapshot, old],
      () => NOW,
    );
    expect(await (await routes.request('/repos.json')).json()).toMatchObject([
      {
        id: 4711,
        created_at: '2026-01-05T08:00:00Z',
        updated_at: '2026-11-20T10:00:00Z',
        pushed_at: '2026-11-20T09:50:00Z',
        stargazers_count: 12,
        watchers_count: 12,
        forks_count: 5,
        open_issues_count: 10,
        language: 'TypeScript',
        _InnerSourceMetadata: { score: SCORE, guidelines: 'CONTRIBUTING.md', participation: [] },
      },
      { updated_at: '2026-11-21T09:00:00Z', stargazers_count: 0, language: null, _InnerSourceMetadata: { score: 0 } },
    ]);
  });
});
