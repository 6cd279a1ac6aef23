import { expect, test } from 'vitest';
import { isUnconfigured, privateKeyOf } from '../../src/app/config.ts';
import { readEnvironment } from '../../src/cli/environment.ts';
import { useCheckout } from '../support/checkout.ts';

const checkout = useCheckout();

test('what the set-up page left in `.env` holds at the next start, under what the process says itself', () => {
  const key = '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----';
  checkout.write('.env', `APP_ID=7\nPRIVATE_KEY="${key}"\nWEBHOOK_SECRET=written\nPORT=3000\n`);
  const env = readEnvironment(checkout.folder, { PORT: '8080' });
  expect(env).toMatchObject({ APP_ID: '7', WEBHOOK_SECRET: 'written', PORT: '8080' });
  expect(privateKeyOf(env)).toBe(key);
  expect(isUnconfigured(env)).toBe(false);
});

test('without one, the process’s own variables are all there is', () => {
  expect(readEnvironment(checkout.folder, { PORT: '8080' })).toEqual({ PORT: '8080' });
});
