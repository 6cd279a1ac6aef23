import type { Client } from './client.ts';

/** The App as GitHub knows it. @param client as the App itself, not an installation */
export async function readApp(client: Client): Promise<{ id: number; slug: string }> {
  const { data } = await client.rest<{ id: number; slug: string }>('GET /app');
  return { id: data.id, slug: data.slug };
}
