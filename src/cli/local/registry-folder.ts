import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return namesOf(paths.map((path) => `packages/${path.replaceAll(sep, '/')}`));
}

/** @throws UserError where a file would lie outside of the registry; nothing is then written */
export function writeRegistryFiles(registry: string, changes: readonly FileChange[]): void {
  const outside = changes.find(({ path }) => !leadsInto(registry, join(registry, path)));
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

/** Not by way of a link either, and through folders alone. */
function leadsInto(registry: string, file: string): boolean {
  let known = file;
  while (known !== dirname(known) && !stands(known)) known = dirname(known);
  if (!existsSync(known) || !file.startsWith(join(registry, sep))) return false;
  const isPassable = known === file || statSync(known).isDirectory();
  return isPassable && `${realpathSync(known)}${sep}`.startsWith(`${realpathSync(registry)}${sep}`);
}

/** Be it a link that leads nowhere. */
function stands(path: string): boolean {
  try {
    return lstatSync(path) !== undefined;
  } catch {
    return false;
  }
}

/** @throws UserError where something else stands in the file's place */
function readOrNull(path: string): string | null {
  const about = statSync(path, { throwIfNoEntry: false });
  if (about && !about.isFile()) throw new UserError(`${path} is no file.`, { fix: 'Restore it from its history.' });
  return about ? readFileSync(path, 'utf8') : null;
}
