import type { RepositoryRef } from '../../domain/repository.ts';
import type { Client } from '../../github/client.ts';
import { type BranchReading, readDefaultBranch } from '../../github/read-default-branch.ts';
import type { Format, Subject } from '../../registry/formats/format.ts';
import { pathsToRead } from '../../registry/from-registry.ts';

/**
 * The registry's files that registering needs to see, nearly always by one question; `null` where there is no registry. As of the first head:
 * should the registry move on between two questions, the commit is refused, and all is read anew.
 */
export async function readForFormats(
  client: Client,
  {
    registry,
    formats,
    subject,
    listed,
  }: { registry: RepositoryRef; formats: readonly Format[]; subject: Subject; listed: string | undefined },
): Promise<BranchReading | null> {
  let reading = await readDefaultBranch(client, registry, pathsToRead(subject, formats, new Map()), listed);
  while (reading) {
    const paths = pathsToRead(subject, formats, reading.files);
    if (paths.length === 0) return reading;
    const more = await readDefaultBranch(client, registry, paths);
    reading = more && { ...reading, files: new Map([...reading.files, ...more.files]) };
  }
  return null;
}
