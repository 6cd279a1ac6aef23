import { parse } from 'smol-toml';
import type { Dependency } from '../../domain/package-entry.ts';
import { tableOf, textOf, type VersionFile, versionOf } from './version-file.ts';

/** Rust's `Cargo.toml`. A version that is `workspace = true` stands in the workspace's root; ranges that are aren't known here. */
export const cargoToml: VersionFile = {
  ecosystem: 'cargo',
  file: 'Cargo.toml',
  read: (text, root) => {
    const content = tableOf(parse(text));
    if (content.package === undefined) return null;
    const own = tableOf(content.package);
    const shared = () =>
      tableOf(tableOf(tableOf(root === undefined ? content : parse(root)).workspace).package).version;
    const targets = Object.values(tableOf(content.target)).map(tableOf);
    return {
      name: textOf(own.name),
      version: versionOf(tableOf(own.version).workspace === true ? shared() : own.version),
      license: textOf(own.license),
      dependencies: [
        ...[content, ...targets].flatMap((table) => listed(table.dependencies)),
        ...['build-dependencies', 'dev-dependencies'].flatMap((key) => listed(content[key], 'development')),
      ],
    };
  },
};

function listed(table: unknown, kind?: Dependency['kind']): readonly Dependency[] {
  return Object.entries(tableOf(table)).map(([key, value]) => ({
    name: textOf(tableOf(value).package) ?? key,
    range: textOf(value) ?? textOf(tableOf(value).version),
    kind: kind ?? (tableOf(value).optional === true ? 'optional' : 'runtime'),
  }));
}
