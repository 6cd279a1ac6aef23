import semver from 'semver';
import type { Ecosystem } from '../domain/project.ts';
import { normalise } from './version.ts';

/** A dependency's range, understood. */
export interface Range {
  /** There is a version that it doesn't take because it is too new. */
  readonly bounded: boolean;
  readonly takes: (version: string) => boolean;
}

/** @returns the range in npm's syntax; `null` where it isn't about versions (an address, a path), so that nothing can be said of it */
type Translator = (written: string | null) => string | null;

const TRANSLATORS: Partial<Readonly<Record<Ecosystem, Translator>>> = {
  // Addresses, and what the workspace settles when it publishes (`workspace:*`), name no versions.
  npm: (written) => {
    if (written === null) return '*';
    return /[:/]/.test(written) ? null : (semver.validRange(written) ?? '*');
  },
  // Where nothing is written, a path, an address or the workspace's root says it.
  cargo: (written) => written && both(written.split(',').map((each) => caret(each.trim()))),
  julia: (written) =>
    (written ?? '*')
      .split(',')
      .map((each) => caret(each.trim().replace('≥', '>=').replace('≤', '<=')))
      .join(' || '),
  // `name @ https://…` is an address.
  python: (written) =>
    written?.startsWith('@') ? null : both((written ?? '').replace(/[()]/g, '').split(',').map(pythonClause)),
};

/**
 * Understands a range in its ecosystem's own syntax.
 * @returns `null` where nothing can be said of it: no range language is known (go chooses the lowest version, maven's plain versions are wishes),
 *   or it is an address
 */
export function readRange(ecosystem: Ecosystem, written: string | null): Range | null {
  const translate = TRANSLATORS[ecosystem];
  if (!translate) return null;
  const text = translate(written?.trim() || null);
  if (text === null) return null;
  try {
    const range = new semver.Range(text, { includePrerelease: true });
    return {
      bounded: range.set.every((comparators) => comparators.some(isUpperBound)),
      takes: (version) => range.test(version),
    };
  } catch {
    return null;
  }
}

function isUpperBound({ operator, semver: version }: semver.Comparator): boolean {
  // `*` is a comparator without operator and without a version.
  return operator.startsWith('<') || (operator === '' && version instanceof semver.SemVer);
}

function both(clauses: readonly string[]): string {
  return clauses.join(' ').trim() || '*';
}

/** Cargo and Julia mean `^1.2` by `1.2`. */
function caret(clause: string): string {
  return /^\d/.test(clause) && !/[*x]|\s-\s/i.test(clause) ? `^${clause}` : clause;
}

/** One clause of PEP 440, or of Poetry's own carets. */
function pythonClause(written: string): string {
  const [, operator = '', version = ''] = /^\s*(~=|===?|!=|<=|>=|<|>|\^|~|)\s*v?(\S*)\s*$/.exec(written) ?? [];
  // What is left out in the middle binds nothing.
  if (operator === '!=' || version === '' || version === '*') return '*';
  if (version.endsWith('.*')) return version.slice(0, -2);
  const full = normalise(version) ?? normalise(`${version}.0`);
  if (full === null) return '*';
  // `~=1.4` means below 2, and `~=0.4` below 1; npm's caret is narrower there.
  if (operator === '~=')
    return version.split('.').length > 2 ? `~${full}` : `>=${full} <${semver.major(full) + 1}.0.0-0`;
  if (operator === '^' || operator === '~') return operator + version;
  return `${operator.startsWith('=') || operator === '' ? '=' : operator}${full}`;
}
