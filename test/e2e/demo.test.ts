import { expect, test } from 'vitest';
import { useCheckout } from '../support/checkout.ts';

const { run } = useCheckout();

test('the demo plays to its end by itself and tells in JSON what became of the morning', {
  timeout: 180_000,
}, async () => {
  const { code, out } = await run(['demo', '--once', '--format', 'json']);
  expect(code).toBe(0);
  const told = JSON.parse(out);
  expect(new Set(told.deliveries.map(({ status }: { status: string }) => status))).toEqual(new Set(['done']));
  const pull = (repository: string, number: number) =>
    told.pullRequests.find(
      (each: { repository: string; number: number }) => each.repository === repository && each.number === number,
    );
  expect(pull('acme/http-client', 2)).toMatchObject({
    author: 'dmitri',
    labels: expect.arrayContaining(['tier: production', 'cross-team']),
    checks: [{ name: 'Innkeeper', conclusion: 'success' }],
    checklist: expect.stringMatching(/^<!-- innkeeper:checklist -->/),
  });
  expect(pull('acme/design-tokens', 1).checks).toEqual([{ name: 'Innkeeper', conclusion: 'failure' }]);
  expect(told.registry.files).toContain('packages/@acme/http-client.json');
  expect(told.issues.map(({ title }: { title: string }) => title)).toContain('Release v3.0.0 was not registered');
});

test('the demo tells people each thing once', { timeout: 180_000 }, async () => {
  const { code, out } = await run(['demo', '--once']);
  expect(code).toBe(0);
  const lines = out.split('\n').filter((line) => line.startsWith('       '));
  expect(lines.filter((line) => line.includes('check   Innkeeper: '))).toHaveLength(3);
  expect(lines.filter((line, index) => line === lines[index - 1])).toEqual([]);
});
