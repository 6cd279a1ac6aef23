import type { Client } from './client.ts';

/** Whose token it is. @param client as a person */
export async function readLogin(client: Client): Promise<{ login: string }> {
  const { data } = await client.rest<{ login: string }>('GET /user');
  return { login: data.login };
}
