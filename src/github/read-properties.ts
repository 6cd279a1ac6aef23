import type { Client } from './client.ts';

/** The names of the custom properties that an organisation defines. */
export async function readPropertyNames(client: Client, organization: string): Promise<readonly string[]> {
  const answer = await client.find<readonly { property_name: string }[]>('GET /orgs/{org}/properties/schema', {
    org: organization,
  });
  return (answer?.data ?? []).map(({ property_name }) => property_name);
}
