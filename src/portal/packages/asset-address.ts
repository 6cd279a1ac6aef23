import type { AssetRef } from '../../github/open-asset.ts';

const DOWNLOAD = /^\/([^/]+)\/([^/]+)\/releases\/download\/(.+)\/([^/]+)$/;

/**
 * Which release's asset an address of the registry names; `null` where it leads elsewhere.
 * @param web `https://github.com`, or the address of an Enterprise Server
 */
export function parseAssetAddress(address: string, web: string): AssetRef | null {
  if (!URL.canParse(address) || !URL.canParse(web)) return null;
  const { origin, pathname } = new URL(address);
  const parts = origin === new URL(web).origin ? DOWNLOAD.exec(pathname) : null;
  try {
    const [owner, name, tag, file] = (parts ?? []).slice(1).map(decodeURIComponent);
    return owner && name && tag && file ? { repository: { owner, name }, tag, name: file } : null;
  } catch {
    return null;
  }
}

/** The address of GitHub's pages. @param api `https://api.github.com`, or `https://HOST/api/v3` */
export function webAddress(api: string): string {
  return api.replace(/\/api\/v3\/?$/, '').replace('//api.', '//');
}
