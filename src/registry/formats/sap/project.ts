import type { ScoredActivity } from '../../../domain/activity.ts';
import type { Ecosystem } from '../../../domain/project.ts';
import type { JsonObject } from '../json.ts';

/** What SAP's InnerSource portal is told of a project. */
export interface SapInput {
  /** Of the project or package, unique in the organisation. */
  readonly name: string;
  readonly title: string | null;
  readonly description: string | null;
  /** `owner/name`. */
  readonly repository: string;
  readonly url: string;
  /** Of the package in the repository; `.` where it is the whole. */
  readonly path: string;
  readonly ecosystem: Ecosystem | null;
  /** SPDX identifier. */
  readonly license: string | null;
  readonly topics: readonly string[];
  /** ISO 8601; of the first and of the newest version, where there are any. */
  readonly created: string | null;
  readonly updated: string | null;
  readonly contributions: readonly string[];
  readonly skills: readonly string[];
  readonly documentation: string | null;
  /** Of the repository; `null` where it isn't known, as on a checkout. */
  readonly activity: ScoredActivity | null;
}

const LANGUAGES: Readonly<Record<Ecosystem, string | null>> = {
  npm: 'JavaScript',
  python: 'Python',
  julia: 'Julia',
  cargo: 'Rust',
  go: 'Go',
  maven: 'Java',
  generic: null,
};

/** What is counted, until it is known: there, so that the portal can sort. */
const UNKNOWN = { stargazers_count: 0, watchers_count: 0, forks_count: 0, open_issues_count: 0 };
const UNKNOWN_METADATA = { participation: [], score: 0 };

/**
 * One element of the portal's `repos.json`. Where the repository's activity isn't known, what stands there is kept: numbers, score and language; the
 * dates make room for earlier and later versions alone. At first the numbers are 0, the dates those of the versions, the id is made from the name, and
 * the language is that of the package manager. @param before what stands there; keys that aren't ours stay
 * @param beforeMetadata its `_InnerSourceMetadata`
 */
export function sapProject(input: SapInput, before: JsonObject = {}, beforeMetadata: JsonObject = {}): JsonObject {
  const { activity } = input;
  const [owner = '', name = ''] = input.repository.split('/');
  const host = URL.canParse(input.url) ? new URL(input.url).origin : 'null';
  const language = languageOf(input, before);
  const [created] = inOrder(activity?.created ?? before.created_at, input.created);
  const updated = inOrder(activity?.updated ?? before.updated_at, input.updated).at(-1);
  const pushed = inOrder(activity ? activity.pushed : before.pushed_at, input.updated).at(-1);
  return {
    ...UNKNOWN,
    ...before,
    ...(activity ? countsOf(activity) : {}),
    id: idOf(input, before),
    name,
    full_name: input.repository,
    html_url: input.url,
    description: input.description ?? '',
    ...(created ? { created_at: created } : {}),
    ...(updated ? { updated_at: updated } : {}),
    ...(pushed ? { pushed_at: pushed } : {}),
    language,
    license: input.license ? { key: input.license.toLowerCase(), name: input.license, spdx_id: input.license } : null,
    default_branch: before.default_branch ?? 'HEAD',
    owner: { login: owner, avatar_url: host === 'null' ? '' : `${host}/${owner}.png` },
    _InnerSourceMetadata: {
      ...UNKNOWN_METADATA,
      ...beforeMetadata,
      ...(activity ? { score: activity.score } : {}),
      title: input.title ?? input.name,
      topics: input.topics,
      contributions: input.contributions,
      skills: input.skills,
      language,
      ...(input.documentation ? { docs: input.documentation } : {}),
    },
  };
}

/** The keys are those of GitHub's REST interface, which calls a star a watcher. */
function countsOf({ stars, forks, openIssues }: ScoredActivity): JsonObject {
  return { stargazers_count: stars, watchers_count: stars, forks_count: forks, open_issues_count: openIssues };
}

/** Of a package in a folder it is the package manager's: most of the repository may be written in another. */
function languageOf({ path, ecosystem, activity }: SapInput, before: JsonObject): string | null {
  const own = ecosystem && LANGUAGES[ecosystem];
  if (path !== '.') return own;
  const standing = typeof before.language === 'string' ? before.language : null;
  return (activity ? activity.language : standing) ?? own;
}

/** The dates among these, the earliest first. */
function inOrder(...dates: readonly unknown[]): readonly string[] {
  const readable = dates.flatMap((date) => (typeof date === 'string' && !Number.isNaN(Date.parse(date)) ? date : []));
  return readable.sort((one, other) => Date.parse(one) - Date.parse(other));
}

/** GitHub's own number of the repository. The portal finds a project by it, so that each package in a folder needs another. */
function idOf({ path, repository, name, activity }: SapInput, before: JsonObject): number {
  const made = hashOf(`${repository}#${name}`);
  if (path !== '.') return made;
  return activity?.id ?? (Number.isSafeInteger(before.id) ? Number(before.id) : made);
}

/** FNV-1a: a number that stays the same. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
