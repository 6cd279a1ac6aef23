import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from '../github/client.ts';
import { readDefaultBranch } from '../github/read-default-branch.ts';
import { readFolderNames, readRawFile } from '../github/read-raw-file.ts';
import { createKept } from './kept.ts';

/** An organisation's package registry. */
export interface Registry {
  readonly installation: number;
  readonly repository: RepositoryRef;
}

/** A registry with its head, of which files are read as they're asked for. */
export interface Shelf extends Registry {
  /** 40 hex digits. */
  readonly head: string;
  /** `null` where there is no such file. */
  text(path: string): Promise<string | null>;
  /** Names in a folder; none where there is no such folder. */
  names(folder: string): Promise<readonly string[]>;
}

/** Every registry that the App can see, as it stands now. */
export type Shelves = () => Promise<readonly Shelf[]>;

export interface ShelvesPorts {
  readonly registries: () => Promise<readonly Registry[]>;
  readonly github: (installation: number) => Client;
  readonly now: () => Date;
}

/** A version can be installed this long after it was registered, at the latest. */
const HEAD_FRESH_MS = 5_000;
/** What stands at a commit never changes: kept only as long as it may be of use. */
const TEXT_KEPT_MS = 60 * 60_000;
const TEXTS = 2_000;

/**
 * Is there a package or scope of that name in the format's folder? Names can be invented without end, and GitHub isn't asked for each; package
 * managers too ask for much that is had elsewhere.
 */
async function isNamed(path: string, namesIn: Shelf['names']): Promise<boolean> {
  const [folder = '', name, ...rest] = path.split('/');
  if (name === undefined) return true;
  if (!(await namesIn(folder)).includes(name)) return false;
  return !name.startsWith('@') || (await namesIn(`${folder}/${name}`)).includes(rest[0] ?? '');
}

/** The registry is asked for its head every few seconds at most, for a file and for a folder's names once a commit. */
export function createShelves({ registries, github, now }: ShelvesPorts): Shelves {
  const heads = createKept<string | null>(HEAD_FRESH_MS, TEXTS, now);
  const texts = createKept<string | null>(TEXT_KEPT_MS, TEXTS, now);
  const names = createKept<readonly string[]>(TEXT_KEPT_MS, TEXTS, now);

  async function shelfOf(registry: Registry): Promise<Shelf | null> {
    const { installation, repository } = registry;
    const client = github(installation);
    const of = (...parts: readonly string[]) => [installation, repository.owner, repository.name, ...parts].join(' ');
    const head = await heads.get(of(), async () => (await readDefaultBranch(client, repository, []))?.head ?? null);
    if (!head) return null;
    const at = (path: string) => ({ repository, path, commit: head });
    const namesIn = (folder: string) => names.get(of(head, folder), () => readFolderNames(client, at(folder)));
    return {
      ...registry,
      head,
      text: async (path) =>
        (await isNamed(path, namesIn)) ? texts.get(of(head, path), () => readRawFile(client, at(path))) : null,
      names: namesIn,
    };
  }

  return async () => (await Promise.all((await registries()).map(shelfOf))).filter((shelf) => shelf !== null);
}
