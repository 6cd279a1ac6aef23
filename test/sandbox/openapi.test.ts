import { describe, expect, test } from 'vitest';
import { OpenApi, openapiPresent } from '../support/openapi.ts';

const LABEL = {
  id: 1,
  node_id: 'x',
  url: 'http://x.example',
  name: 'bug',
  description: null,
  color: 'fff',
  default: false,
};

describe.skipIf(!openapiPresent)(
  'a call held against GitHub’s description (npm ci --prefix test/sandbox/openapi)',
  () => {
    const openapi = openapiPresent ? new OpenApi() : null;
    const check = (change: { path?: string; body?: unknown; status?: number; json?: unknown }) =>
      openapi?.check({
        method: 'POST',
        path: '/repos/acme/tools/labels',
        body: { name: 'bug' },
        status: 201,
        json: LABEL,
        ...change,
      });

    test('passes where nothing differs', () => {
      expect(check({})).toEqual([]);
      expect(check({ json: { ...LABEL, description: 'A fault' } })).toEqual([]);
    });

    test.each([
      ['a property that is missing', { json: { ...LABEL, color: undefined } }, /color/],
      ['a property that GitHub has not', { json: { ...LABEL, colour: 'fff' } }, /colour/],
      ['null where GitHub never says so', { json: { ...LABEL, color: null } }, /color/],
      ['a status that GitHub never answers', { status: 202 }, /never answers 202/],
      ['a body that lacks what it must have', { body: { color: 'fff' } }, /request.*name/],
      ['a parameter that there is not', { path: '/repos/acme/tools/labels?colour=red' }, /no parameter colour/],
      ['an operation that there is not', { path: '/repos/acme/tools/labelz' }, /no such operation/],
    ])('tells of %s', (_, change, words) => {
      const json = 'json' in change ? { json: JSON.parse(JSON.stringify(change.json)) } : {};
      expect(check({ ...change, ...json })?.join('\n')).toMatch(words);
    });

    test('tells of a webhook that lacks what it must have', () => {
      expect(openapi?.checkWebhook('issues.opened', { action: 'opened' }).join('\n')).toMatch(
        /required property 'issue'/,
      );
      expect(openapi?.checkWebhook('issues.baked', {})).toEqual(['GitHub sends no webhook issues.baked']);
    });
  },
);
