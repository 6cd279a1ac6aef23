import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { FileChange } from '../../domain/action.ts';
import { UserError } from '../../domain/user-error.ts';
import type { Format, RegistryFiles, Subject } from '../../registry/formats/format.ts';
import { FORMATS } from '../../registry/formats/index.ts';
import { namesOf, pathsToRead } from '../../registry/from-registry.ts';

/** The catalogue, and each format whose files a checkout of the registry has. */
export function formatsIn(registry: string): readonly Format[] {
  return FORMATS.filter(({ home }) => home === null || existsSync(join(registry, home)));
}

/** All that registering a package needs to see of a checkout of the registry. */
export function readRegistryFiles(registry: string, subject: Subject, formats: readonly Format[]): RegistryFiles {
  const files = new Map<string, string | null>();
  for (let paths = pathsToRead(subject, formats, files); paths.length > 0; ) {
    for (const path of paths) files.set(path, readOrNull(join(registry, path)));
    paths = pathsToRead(subject, formats, files);
  }
  return files;
}

/** Names of all packages: the folder is read, and no entry in it. */
export function registeredNames(registry: string): readonly string[] {
  const folder = join(registry, 'packages');
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return namesOf(paths.map((path) => `packages/${path.replaceAll(sep, '/')}`));
}

/** @throws UserError where a file would lie outside of the registry; nothing is then written */
export function writeRegistryFiles(registry: string, changes: readonly FileChange[]): void {
  const outside = changes.find(({ path }) => !join(registry, path).startsWith(join(registry, sep)));
  if (outside) throw new UserError(`${outside.path} is no path in the registry.`);
  for (const { path, content } of changes) {
    const file = join(registry, path);
    if (content === null) {
      rmSync(file, { force: true });
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function readOrNull(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
