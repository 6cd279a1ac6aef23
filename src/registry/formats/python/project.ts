import semver from 'semver';
import { DEPRECATED } from '../../deprecation.ts';
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
  /** PEP 792. */
  readonly 'project-status'?: JsonObject;
  /** Normalised. */
  readonly name: string;
  readonly versions: readonly string[];
  readonly files: readonly SimpleFile[];
}

/** The lowest version of the interface that knows `size`, `upload-time` and `versions`. */
const API_VERSION = '1.1';

/** The first that knows a project's status. */
const STATUS_VERSION = '1.4';

/** Says that the project is deprecated or archived, and takes back what we said of it before; a status that somebody else gave it stays. */
export function withStatus(
  project: SimpleProject,
  status: { readonly status: string; readonly reason: string } | null,
): SimpleProject {
  const { 'project-status': before, ...others } = project;
  const isOurs = OUR_REASONS.some((reason) => String(before?.reason).startsWith(reason));
  if (!status) return isOurs ? { ...others } : project;
  if (before && !isOurs) return project;
  const version = String(project.meta['api-version'] ?? '');
  const known = semver.gte(`${version}.0`, `${STATUS_VERSION}.0`);
  const meta = known ? project.meta : { ...project.meta, 'api-version': STATUS_VERSION };
  return { ...project, meta, 'project-status': status };
}

export const ARCHIVED_REASON = 'Its repository is archived.';
const OUR_REASONS = [DEPRECATED, ARCHIVED_REASON];

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
