import { detectLicense } from '../rules/documents/spdx.ts';
import type { GitReader } from './git-reader.ts';

/** The SPDX identifier of the licence on the default branch: `NOASSERTION` where it is none that is known here, `null` where there is none. */
export function licenseOf(git: GitReader): string | null {
  const head = git.resolve('HEAD');
  if (!head) return null;
  const file = git.top(git.commit(head).tree).find(({ path }) => /^(?:licen[sc]e|copying)(?:\.\w+)?$/i.test(path));
  return file ? detectLicense(git.blob(file.oid).toString('utf8')) : null;
}
