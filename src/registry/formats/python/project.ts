import { type JsonObject, objectOf, parseObject } from '../json.ts';

/** One file of a project in the simple index (PEP 691, 700); keys beyond these are kept as they are. */
export interface SimpleFile extends JsonObject {
  readonly filename: string;
  readonly url: string;
  /** Algorithm → hex. */
  readonly hashes: JsonObject;
  /** Bytes. */
  readonly size?: number;
  readonly 'requires-python'?: string;
  readonly 'core-metadata'?: boolean | JsonObject;
  /** `true`, or the reason. */
  readonly yanked?: boolean | string;
  /** ISO 8601, UTC. */
  readonly 'upload-time'?: string;
}

/** `simple/<name>/index.json`. */
export interface SimpleProject extends JsonObject {
  readonly meta: JsonObject;
  /** Normalised. */
  readonly name: string;
  readonly versions: readonly string[];
  readonly files: readonly SimpleFile[];
}

/** The lowest version of the interface that knows `size`, `upload-time` and `versions`. */
const API_VERSION = '1.1';

export function emptyProject(name: string): SimpleProject {
  return { meta: { 'api-version': API_VERSION }, name, versions: [], files: [] };
}

/** Reads a project's index; `null` where the text is none. Entries without a file name or an address are dropped. */
export function parseProject(text: string | null | undefined): SimpleProject | null {
  const read = parseObject(text);
  if (!read || typeof read.name !== 'string' || !Array.isArray(read.files)) return null;
  const versions = Array.isArray(read.versions) ? read.versions.filter((each) => typeof each === 'string') : [];
  return {
    ...read,
    meta: objectOf(read.meta) ?? { 'api-version': API_VERSION },
    name: read.name,
    versions,
    files: read.files.flatMap(fileOf),
  };
}

function fileOf(value: unknown): SimpleFile[] {
  const read = objectOf(value);
  if (typeof read?.filename !== 'string' || typeof read.url !== 'string') return [];
  return [{ ...read, filename: read.filename, url: read.url, hashes: objectOf(read.hashes) ?? {} }];
}
