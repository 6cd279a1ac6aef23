import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../../src/domain/action.ts';
import { personClient } from '../../src/sandbox/person-client.ts';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { useCheckout } from '../support/checkout.ts';
import { sandboxHands } from '../support/hands.ts';

let sandbox: Sandbox;
let event: Record<string, unknown>;
let env: Record<string, string>;

beforeAll(async () => {
  sandbox = await startSandbox({ organisation: SAMPLE_ORGANISATION });
  sandbox.install('http://localhost:9/nobody');
  const number = sandboxHands(sandbox).offer('dmitri', 'http-client', { 'src/a.js': 'a\n' });
  const pull = await personClient(
    sandbox,
    'rosa',
  )<{ base: { repo: object }; user: object }>(`GET /repos/acme/http-client/pulls/${number}`);
  event = {
    action: 'opened',
    number,
    pull_request: pull,
    repository: pull.base.repo,
    organization: { login: 'acme' },
    installation: { id: sandbox.world.installation.id },
    sender: pull.user,
  };
  env = {
    APP_ID: String(sandbox.app.id),
    PRIVATE_KEY: sandbox.app.privateKey,
    GHE_HOST: new URL(sandbox.url).host,
    GHE_PROTOCOL: 'http',
  };
});
afterAll(() => sandbox.close());

let extra: Record<string, string | undefined> = {};
const { write, run } = useCheckout(() => ({ ...env, ...extra }));

/** What `innkeeper plan` says of the event, with these of its parts and these variables changed. */
async function plan(change: { event?: object; env?: Record<string, string | undefined> } = {}, ...args: string[]) {
  write('event.json', JSON.stringify({ ...event, ...change.event }));
  extra = change.env ?? {};
  return run(['plan', 'event.json', ...args]);
}

test('a plan says what would be done, whom it would ask for a review and why, and writes nothing', async () => {
  sandbox.requests.clear();
  const { code, out } = await plan({}, '--format', 'json');
  const actions: Action[] = JSON.parse(out);
  expect(code).toBe(0);
  expect(actions.map(({ kind }) => kind)).toEqual(['check', 'label', 'request-review', 'comment']);
  const [reviewer = ''] = actions.flatMap((each) => (each.kind === 'request-review' ? each.users : []));
  expect(actions.find(({ kind }) => kind === 'request-review')).toMatchObject({
    reasons: { [reviewer]: expect.stringContaining('owns `*` (1 changed file)') },
  });
  expect(sandbox.requests.ofApp('innkeeper[bot]').filter(({ write }) => write)).toEqual([]);
  const text = await plan();
  expect(text.out).toMatch(/^request-review {2}acme\/http-client#\d+ {2}(alice|bob)$/m);
  expect(text.out).toContain('passed over: hugo is busy');
});

describe('a plan that can’t be made says what to mend', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ['wrong credentials', { APP_ID: undefined, GITHUB_TOKEN: 'wrong' }, 'fix: Check GITHUB_TOKEN'],
    ['no credentials', { APP_ID: undefined }, 'fix: Set APP_ID and PRIVATE_KEY, or GITHUB_TOKEN.'],
    ['a GitHub that isn’t there', { GHE_HOST: 'localhost:9' }, 'fix: Try again later; check GHE_HOST'],
  ])('%s', async (_, change, fix) => {
    const { code, out, error } = await plan({ env: change });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(fix);
  });

  test('an installation that isn’t the App’s', async () => {
    const { code, error } = await plan({ event: { installation: { id: 1 } } });
    expect(code).toBe(2);
    expect(error).toContain('not installed here');
  });
});
