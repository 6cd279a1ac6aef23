import type { Dependency } from '../../domain/package-entry.ts';
import type { VersionFile } from './version-file.ts';

/** Go's `go.mod`: it names the module and what it requires; the version is the tag's, but for the major one of a module such as `…/v2`. */
export const goMod: VersionFile = {
  ecosystem: 'go',
  file: 'go.mod',
  read: (text) => {
    const lines = text.split('\n');
    const name = lines.map((line) => /^module[ \t]+"?([^\s"]+)/.exec(line)?.[1]).find((found) => found !== undefined);
    if (!name) return null;
    const major = /\/v([2-9]|[1-9]\d+)$|^gopkg\.in\/.+\.v(\d+)$/.exec(name)?.slice(1).find(Boolean);
    const dependencies = lines.flatMap(required);
    return { name, version: null, ...(major ? { major: Number(major) } : {}), license: null, dependencies };
  },
};

/** `require b.example/retry v1.2.3`, or a line of a `require (…)` block; what others require is theirs. */
function required(line: string): readonly Dependency[] {
  const found = /^(?:require[ \t]+|[ \t]+)([^\s()]+\.[^\s()]+)[ \t]+(v\d\S*)/.exec(line);
  if (!found?.[1] || !found[2] || line.includes('// indirect')) return [];
  return [{ name: found[1], range: found[2], kind: 'runtime' }];
}
