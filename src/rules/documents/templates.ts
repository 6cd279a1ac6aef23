import type { ProjectFacts } from '../../domain/facts.ts';
import type { Finding } from '../../domain/verdict.ts';
import { folderOf, nameOf } from './locate.ts';

/** A finding that passes where one of `folders` holds a template, in the repository or else in what it inherits; `null` where none does. */
export function templatesIn(folders: readonly string[], name: RegExp, facts: ProjectFacts): Finding | null {
  const wanted = folders.map((folder) => folder.toLowerCase());
  const isTemplate = ({ path, type, size }: { path: string; type: string; size?: number }) =>
    type === 'file' && size !== 0 && wanted.includes(folderOf(path).toLowerCase()) && name.test(nameOf(path));
  const own = facts.files.entries.find(isTemplate);
  if (own) return { status: 'pass', summary: `${own.path} is there.`, path: own.path };
  const shared = facts.inherited?.entries.find(isTemplate);
  return shared ? { status: 'pass', summary: `${shared.path} of ${facts.inherited?.repository} is there.` } : null;
}
