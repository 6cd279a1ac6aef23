import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/handlers/commands/index.ts';

/** Files of the folder that are no commands. */
const MACHINERY = ['index', 'define', 'feature', 'propose', 'propose-tier'];

test('every command file is in the list, under its own name', () => {
  const files = readdirSync('src/handlers/commands')
    .map((name) => name.replace('.ts', ''))
    .filter((name) => !MACHINERY.includes(name));
  expect(COMMANDS.map(({ name }) => name).sort()).toEqual(files.sort());
});

test.each([...COMMANDS])('$name says in whole sentences what it does', ({ summary, details }) => {
  expect(summary).toMatch(/^[A-Z].{10,}\.$/s);
  expect(details).toMatch(/^.{10,}\.$/s);
});
