import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../src/sandbox/rest/index.ts';
import { type CheckedWorld, startCheckedWorld } from '../support/checked-world.ts';
import { openapiPresent } from '../support/openapi.ts';
import { app } from './rest/app.ts';
import { branches } from './rest/branches.ts';
import { checks } from './rest/checks.ts';
import { contents } from './rest/contents.ts';
import { gitData } from './rest/git-data.ts';
import { issues } from './rest/issues.ts';
import { organisation } from './rest/organisation.ts';
import { pulls } from './rest/pulls.ts';
import { releases } from './rest/releases.ts';
import { repositories } from './rest/repositories.ts';

let world: CheckedWorld;
beforeAll(async () => {
  world = await startCheckedWorld();
});
afterAll(() => world.close());

// Every call in here is held against GitHub's own description; a difference fails the test that made the call.
describe('app', () => app(() => world));
describe('organisation', () => organisation(() => world));
describe('contents', () => contents(() => world));
describe('git data', () => gitData(() => world));
describe('branches', () => branches(() => world));
describe('issues', () => issues(() => world));
describe('pull requests', () => pulls(() => world));
describe('checks and statuses', () => checks(() => world));
describe('releases', () => releases(() => world));
describe('repositories', () => repositories(() => world));

test('every route was called above', () => {
  const all = ROUTES.map(({ method, path }) => `${method} ${path}`);
  expect(all.filter((each) => !world.reached.has(each))).toEqual([]);
});

describe.skipIf(!openapiPresent)('GitHub’s OpenAPI description (npm ci --prefix test/sandbox/openapi)', () => {
  test('has every route, with the same parameters', () => {
    const unknown = ROUTES.filter(
      ({ method, path }) => world.openapi?.operationOf(method, path) !== `${method} ${path}`,
    );
    expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  test('has every webhook that was sent, as it was sent', async () => {
    await world.settled();
    const problems = world.hooks.deliveries.flatMap(({ event, action, payload }) => {
      const name =
        event === 'repository_dispatch' ? `${event}.sample.collected` : [event, action].filter(Boolean).join('.');
      return world.openapi?.checkWebhook(name, payload) ?? [];
    });
    expect([...new Set(problems)]).toEqual([]);
  });
});
