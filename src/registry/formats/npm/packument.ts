import { type JsonObject, objectOf, parseObject } from '../json.ts';

/** What npm reads of a package: `GET /<name>` of a registry. Keys beyond these are kept as they are. */
export interface Packument extends JsonObject {
  readonly name: string;
  /** Tag → version; `latest` is what an install without a range takes. */
  readonly 'dist-tags': Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, Manifest>>;
  /** Version, `created` or `modified` → ISO 8601. */
  readonly time: JsonObject;
}

/** One version: its `package.json` as far as installing needs it, and where its tarball is. */
export interface Manifest extends JsonObject {
  readonly dist: JsonObject & { readonly tarball: string };
}

/** Reads a packument; `null` where the text is none. Versions without a tarball are dropped. */
export function parsePackument(text: string | null | undefined): Packument | null {
  const read = parseObject(text);
  const versions = objectOf(read?.versions);
  if (!read || !versions || typeof read.name !== 'string') return null;
  return {
    ...read,
    name: read.name,
    'dist-tags': (objectOf(read['dist-tags']) ?? {}) as Packument['dist-tags'],
    versions: Object.fromEntries(
      Object.entries(versions).filter((each): each is [string, Manifest] => tarballOf(each[1]) !== null),
    ),
    time: objectOf(read.time) ?? {},
  };
}

function tarballOf(manifest: unknown): string | null {
  const tarball = objectOf(objectOf(manifest)?.dist)?.tarball;
  return typeof tarball === 'string' ? tarball : null;
}
