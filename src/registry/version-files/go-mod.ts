import type { VersionFile } from './version-file.ts';

/** Go's `go.mod`: it names the module and what it requires; the version is the tag's alone. */
export const goMod: VersionFile = {
  ecosystem: 'go',
  file: 'go.mod',
  read: (text) => {
    const name = /^module\s+"?([^\s"]+)"?/m.exec(text)?.[1] ?? null;
    const required = [...text.matchAll(/^(?:require\s+|\s+)([^\s()]+\.[^\s()]+)\s+(v\d\S*)(?!.*\/\/ indirect)/gm)];
    return {
      name,
      version: null,
      license: null,
      dependencies: required.map(([, module = '', version = '']) => ({
        name: module,
        range: version,
        kind: 'runtime',
      })),
    };
  },
};
