import { kindOfExtra, requirement } from './python-requirement.ts';
import type { VersionFile } from './version-file.ts';

/** Python's `setup.cfg`, of projects that have no `[project]` in pyproject.toml yet. */
export const setupCfg: VersionFile = {
  ecosystem: 'python',
  file: 'setup.cfg',
  read: (text) => {
    const sections = readSections(text);
    const metadata = sections.get('metadata');
    if (!metadata) return null;
    const listed = (value: string | undefined) => (value ?? '').split('\n').filter((line) => line.trim() !== '');
    const version = metadata.get('version')?.trim() ?? '';
    return {
      name: metadata.get('name')?.trim() || null,
      // `attr: package.__version__` and `file: VERSION` say where it stands, not what it is.
      version: /^\d/.test(version) ? version : null,
      license: metadata.get('license')?.trim() || null,
      dependencies: [
        ...listed(sections.get('options')?.get('install_requires')).flatMap((each) => requirement(each, 'runtime')),
        ...[...(sections.get('options.extras_require') ?? [])].flatMap(([extra, value]) =>
          listed(value).flatMap((each) => requirement(each, kindOfExtra(extra))),
        ),
      ],
    };
  },
};

/** Section → key → value; an indented line goes on with the value above it, as Python's configparser reads it. */
function readSections(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  let key: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    const entry = /^([^\s=:][^=:]*)[=:](.*)$/.exec(line);
    if (header !== undefined) {
      section = sections.get(header) ?? new Map();
      sections.set(header, section);
      key = null;
    } else if (/^\s/.test(line) && key !== null) {
      section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`);
    } else if (entry?.[1]) {
      key = entry[1].trim().toLowerCase().replaceAll('-', '_');
      section.set(key, (entry[2] ?? '').trim());
    } else {
      throw new Error(`a line is neither a section nor a setting: ${line.slice(0, 40)}`);
    }
  }
  return sections;
}
