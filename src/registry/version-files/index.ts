import type { Ecosystem } from '../../domain/project.ts';
import { cargoToml } from './cargo-toml.ts';
import { goMod } from './go-mod.ts';
import { packageJson } from './package-json.ts';
import { pomXml } from './pom-xml.ts';
import { juliaProjectToml, projectToml } from './project-toml.ts';
import { pyprojectToml } from './pyproject-toml.ts';
import { setupCfg } from './setup-cfg.ts';
import { VERSION_FILE_LIMIT, type VersionFile, type VersionFileContent } from './version-file.ts';

export type { VersionFileContent };

/** Every version file that is read, in the order in which they count. */
export const VERSION_FILES: readonly VersionFile[] = [
  packageJson,
  pyprojectToml,
  setupCfg,
  juliaProjectToml,
  projectToml,
  cargoToml,
  goMod,
  pomXml,
];

/** A package's version file as it stands at the tag. */
export interface ReadVersionFile {
  readonly path: string;
  readonly ecosystem: Ecosystem;
  readonly content: VersionFileContent | null;
  /** As it stands there: a format may need more of it than the content says. */
  readonly text: string;
  /** Why it could not be read, where it could not. */
  readonly problem: string | null;
}

/**
 * Reads the version file of a package. Of several, the first that gives a version of a package counts, unless the manifest names the ecosystem.
 * @param folder the package's folder, `.` for the root
 * @param texts path → text of the version files that exist there and at the repository's root
 */
export function readVersionFile(
  folder: string,
  ecosystem: Ecosystem | undefined,
  texts: ReadonlyMap<string, string>,
): ReadVersionFile | null {
  const found = VERSION_FILES.flatMap((kind): ReadVersionFile[] => {
    const path = inFolder(folder, kind.file);
    const text = texts.get(path)?.replace(/^\uFEFF/, '');
    if (text === undefined || (ecosystem && ecosystem !== kind.ecosystem)) return [];
    if (kind.unless && texts.has(inFolder(folder, kind.unless))) return [];
    const result = read(kind, text, folder === '.' ? undefined : texts.get(kind.file));
    return result.content || result.problem ? [{ path, ecosystem: kind.ecosystem, text, ...result }] : [];
  });
  const packages = found.filter(({ content }) => !content?.tooling);
  return packages.find(({ content }) => content?.version) ?? packages[0] ?? found[0] ?? null;
}

function read(kind: VersionFile, text: string, root?: string): Pick<ReadVersionFile, 'content' | 'problem'> {
  if (text.length > VERSION_FILE_LIMIT) return { content: null, problem: 'it is too long to be a version file' };
  if (text.includes('\0')) return { content: null, problem: 'it holds bytes that are no text' };
  try {
    return { content: kind.read(text, root), problem: null };
  } catch (error) {
    return { content: null, problem: String((error as Error).message).split('\n')[0] || 'it can’t be parsed' };
  }
}

export function inFolder(folder: string, file: string): string {
  return folder === '.' ? file : `${folder}/${file}`;
}

/** Paths at which a package's version file may lie. */
export function versionFilePaths(folder: string): readonly string[] {
  return VERSION_FILES.map(({ file }) => inFolder(folder, file));
}
