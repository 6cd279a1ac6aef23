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

test.each([
  ['APP_ID', 'abc', 'APP_ID must be the App’s number'],
  ['PORT', '99999', 'PORT must be a port, 0 to 65535'],
  ['RECOVERY_INTERVAL', 'often', 'RECOVERY_INTERVAL must be minutes, more than 0'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent'],
  ['GHE_PROTOCOL', 'ftp', 'GHE_PROTOCOL must be http or https'],
])('%s as %j is told in words', (name, value, words) => {
  expect(() => readConfig({ ...NEEDED, [name]: value })).toThrow(words);
});
