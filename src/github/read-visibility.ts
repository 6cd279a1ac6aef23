import { fullName, type RepositoryRef, type Visibility } from '../domain/repository.ts';
import type { Client } from './client.ts';

/** As many as GitHub looks up in one query without complaint. */
const AT_ONCE = 100;

/**
 * Which of these repositories whoever the client stands for may see, and how visible each is. What GitHub would hide is absent.
 * @returns lower-case `owner/name` → visibility
 */
export async function readVisibilities(
  client: Client,
  repositories: readonly RepositoryRef[],
): Promise<ReadonlyMap<string, Visibility>> {
  const found = new Map<string, Visibility>();
  for (let start = 0; start < repositories.length; start += AT_ONCE) {
    const some = repositories.slice(start, start + AT_ONCE);
    const fields = some.map(
      ({ owner, name }, index) =>
        `r${index}: repository(owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)}) { visibility }`,
    );
    const answer = await client.graphql<Readonly<Record<string, { visibility: string } | null>>>(
      `query Visibilities { ${fields.join('\n')} }`,
    );
    for (const [index, repository] of some.entries()) {
      const visibility = answer[`r${index}`]?.visibility;
      if (visibility) found.set(fullName(repository).toLowerCase(), visibility.toLowerCase() as Visibility);
    }
  }
  return found;
}
