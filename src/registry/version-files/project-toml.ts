import { parse } from 'smol-toml';
import { tableOf, textOf, type VersionFile } from './version-file.ts';

/** Julia's `Project.toml`. */
export const projectToml: VersionFile = {
  ecosystem: 'julia',
  file: 'Project.toml',
  read: (text) => {
    const content = tableOf(parse(text));
    const compat = tableOf(content.compat);
    const listed = (key: string, kind: 'runtime' | 'weak') =>
      Object.keys(tableOf(content[key])).map((name) => ({ name, range: textOf(compat[name]), kind }));
    return {
      name: textOf(content.name),
      version: textOf(content.version),
      license: textOf(content.license),
      dependencies: [...listed('deps', 'runtime'), ...listed('weakdeps', 'weak')],
      language: { name: 'julia', range: textOf(compat.julia) },
    };
  },
};
