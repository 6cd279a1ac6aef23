import { expect, test } from 'vitest';
import { readConfig } from '../../src/app/config.ts';

const NEEDED = { APP_ID: '1', PRIVATE_KEY: '-----BEGIN', WEBHOOK_SECRET: 's' };
const LOGIN = { GITHUB_CLIENT_ID: 'Iv1.a', GITHUB_CLIENT_SECRET: 'b', SESSION_SECRET: 'c'.repeat(32) };

test('the log-in is set up wholly, or not at all', () => {
  expect(readConfig(NEEDED).login).toBeNull();
  expect(readConfig({ ...NEEDED, ...LOGIN }).login).toEqual({
    client: { id: 'Iv1.a', secret: 'b' },
    secret: LOGIN.SESSION_SECRET,
  });
  for (const missing of Object.keys(LOGIN)) {
    expect(() => readConfig({ ...NEEDED, ...LOGIN, [missing]: '' })).toThrow(`${missing} is missing`);
  }
  expect(() => readConfig({ ...NEEDED, ...LOGIN, SESSION_SECRET: 'short' })).toThrow('SESSION_SECRET must be 32');
});
