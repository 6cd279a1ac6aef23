import type { Dependency } from '../../domain/package-entry.ts';

/** Extras that only the package's own developers ask for. */
const DEVELOPMENT =
  /^(?:dev|develop|development|tests?|testing|docs?|documentation|lint|linting|typing|types|ci|build|release|all[-_]?dev)$/i;

/** `numpy[mkl]>=1.20,<2 ; python_version > "3.8"` → name and range (PEP 508); none where it can't be read. */
export function requirement(written: string, kind: Dependency['kind']): readonly Dependency[] {
  const found = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*([^;]*)/.exec(written);
  if (!found?.[1]) return [];
  const range = found[2]?.replace(/[()]/g, '').trim();
  return [{ name: found[1], range: range || null, kind }];
}

export function kindOfExtra(extra: string): 'optional' | 'development' {
  return DEVELOPMENT.test(extra) ? 'development' : 'optional';
}
