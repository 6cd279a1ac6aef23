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
  readonly ecosystem: Ecosystem | null;
  /** SPDX identifier. */
  readonly license: string | null;
  readonly topics: readonly string[];
  /** ISO 8601; of the first and of the newest version. */
  readonly created: string | null;
  readonly updated: string | null;
  readonly contributions: readonly string[];
  readonly skills: readonly string[];
  readonly documentation: string | null;
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

/** What its crawler counts and we don't know: there, so that the portal can sort, and left alone once someone has filled it in. */
const UNKNOWN = { stargazers_count: 0, watchers_count: 0, forks_count: 0, open_issues_count: 0 };
const UNKNOWN_METADATA = { participation: [], score: 0 };

/**
 * One element of the portal's `repos.json`. @param before what stands there; keys that aren't ours stay
 * @param beforeMetadata its `_InnerSourceMetadata`
 */
export function sapProject(input: SapInput, before: JsonObject = {}, beforeMetadata: JsonObject = {}): JsonObject {
  const [owner = '', name = ''] = input.repository.split('/');
  const host = URL.canParse(input.url) ? new URL(input.url).origin : 'null';
  const language = input.ecosystem && LANGUAGES[input.ecosystem];
  return {
    ...UNKNOWN,
    ...before,
    id: idOf(`${input.repository}#${input.name}`),
    name,
    full_name: input.repository,
    html_url: input.url,
    description: input.description ?? '',
    ...(input.created ? { created_at: input.created } : {}),
    ...(input.updated ? { updated_at: input.updated, pushed_at: input.updated } : {}),
    language,
    license: input.license ? { key: input.license.toLowerCase(), name: input.license, spdx_id: input.license } : null,
    default_branch: before.default_branch ?? 'HEAD',
    owner: { login: owner, avatar_url: host === 'null' ? '' : `${host}/${owner}.png` },
    _InnerSourceMetadata: {
      ...UNKNOWN_METADATA,
      ...beforeMetadata,
      title: input.title ?? input.name,
      topics: input.topics,
      contributions: input.contributions,
      skills: input.skills,
      language,
      ...(input.documentation ? { docs: input.documentation } : {}),
    },
  };
}

/** The portal wants a number that stays the same; FNV-1a over the name gives one without asking GitHub for its own. */
function idOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
