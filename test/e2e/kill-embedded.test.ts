import { rmSync } from 'node:fs';
import { afterAll, describe } from 'vitest';
import { survivesKills } from '../support/kills.ts';
import { preparedStore } from '../support/prepared-store.ts';

describe('killed under load, on the embedded database', () => {
  const directories: string[] = [];
  afterAll(() => {
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  });
  survivesKills(async () => {
    directories.push(await preparedStore());
    return { DATA_DIR: directories.at(-1) ?? '' };
  });
});
