import { parse } from 'smol-toml';
import { tableOf, textOf, type VersionFile } from './version-file.ts';

/** Rust's `Cargo.toml`. */
export const cargoToml: VersionFile = {
  ecosystem: 'cargo',
  file: 'Cargo.toml',
  read: (text) => {
    const content = tableOf(parse(text));
    const own = tableOf(content.package);
    return {
      name: textOf(own.name),
      version: textOf(own.version),
      license: textOf(own.license),
      dependencies: Object.entries(tableOf(content.dependencies)).map(([name, value]) => ({
        name,
        range: textOf(value) ?? textOf(tableOf(value).version),
        kind: tableOf(value).optional === true ? 'optional' : 'runtime',
      })),
    };
  },
};
