import { parse } from 'smol-toml';
import { tableOf, textOf, type VersionFile, versionOf } from './version-file.ts';

/** Julia's `Project.toml`. */
export const projectToml: VersionFile = {
  ecosystem: 'julia',
  file: 'Project.toml',
  unless: 'JuliaProject.toml',
  read: (text) => {
    const content = tableOf(parse(text));
    const compat = tableOf(content.compat);
    const listed = (key: string, kind: 'runtime' | 'weak' | 'development') =>
      Object.keys(tableOf(content[key])).map((name) => ({ name, range: textOf(compat[name]), kind }));
    // What is optional stood under [extras] as well, before Julia 1.9 had [weakdeps].
    const known = new Set([...Object.keys(tableOf(content.deps)), ...Object.keys(tableOf(content.weakdeps))]);
    return {
      name: textOf(content.name),
      version: versionOf(content.version),
      license: textOf(content.license),
      dependencies: [
        ...listed('deps', 'runtime'),
        ...listed('weakdeps', 'weak'),
        ...listed('extras', 'development').filter(({ name }) => !known.has(name)),
      ],
      language: { name: 'julia', range: textOf(compat.julia) },
    };
  },
};

/** Julia's name for the same file where another tool has a `Project.toml` of its own. */
export const juliaProjectToml: VersionFile = {
  ecosystem: projectToml.ecosystem,
  file: 'JuliaProject.toml',
  read: projectToml.read,
};
