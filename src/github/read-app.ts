import type { Client } from './client.ts';

export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
  /** It asks for the permission to. Organisations may not have granted it yet. */
  readonly writesWorkflows: boolean;
}

/** The App as GitHub knows it. @param client as the App itself, not an installation */
export async function readApp(client: Client): Promise<AppIdentity> {
  type App = { id: number; slug: string; permissions?: Readonly<Record<string, string>> };
  const { data } = await client.rest<App>('GET /app');
  return { id: data.id, slug: data.slug, writesWorkflows: data.permissions?.workflows === 'write' };
}
