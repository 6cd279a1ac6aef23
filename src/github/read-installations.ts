import type { Client } from './client.ts';

/** Where the App is installed. */
export interface Installation {
  readonly id: number;
  /** The organisation's or the person's login. */
  readonly account: string;
}

const PAGE = 100;

/** Every installation of the App that isn't suspended. @param client as the App itself */
export async function readInstallations(client: Client): Promise<readonly Installation[]> {
  const found: Installation[] = [];
  for (let page = 1; ; page += 1) {
    const { data } = await client.rest<
      readonly { id: number; account: { login: string } | null; suspended_at?: string | null }[]
    >('GET /app/installations', { per_page: PAGE, page });
    for (const { id, account, suspended_at } of data)
      if (account && !suspended_at) found.push({ id, account: account.login });
    if (data.length < PAGE) return found;
  }
}
