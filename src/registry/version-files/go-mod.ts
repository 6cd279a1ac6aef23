import type { Dependency } from '../../domain/package-entry.ts';
import type { VersionFile } from './version-file.ts';

/** Go's `go.mod`: it names the module and what it requires; the version is the tag's alone. */
export const goMod: VersionFile = {
  ecosystem: 'go',
  file: 'go.mod',
  read: (text) => {
    const lines = text.split('\n');
    const name = lines.map((line) => /^module[ \t]+"?([^\s"]+)/.exec(line)?.[1]).find((found) => found !== undefined);
    return name ? { name, version: null, license: null, dependencies: lines.flatMap(required) } : null;
  },
};

/** `require b.example/retry v1.2.3`, or a line of a `require (…)` block; what others require is theirs. */
function required(line: string): readonly Dependency[] {
  const found = /^(?:require[ \t]+|[ \t]+)([^\s()]+\.[^\s()]+)[ \t]+(v\d\S*)/.exec(line);
  if (!found?.[1] || !found[2] || line.includes('// indirect')) return [];
  return [{ name: found[1], range: found[2], kind: 'runtime' }];
}
