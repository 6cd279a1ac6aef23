import { require } from './access.ts';
import { Refused } from './refused.ts';
import type { Exchange } from './send.ts';
import type { ServerParts } from './server.ts';

const DOWNLOAD = /^\/([^/]+)\/([^/]+)\/releases\/download\/(.+)\/([^/]+)$/;

export function isDownload(path: string): boolean {
  return DOWNLOAD.test(path);
}

/** An asset at the address that people share. @throws Refused 404 for what the caller may not see */
export function sendDownload({ world, access }: ServerParts, { incoming, outgoing, url }: Exchange): void {
  const [, owner = '', name = '', tag, file] = (DOWNLOAD.exec(url.pathname) ?? []).map((each) =>
    decodeURIComponent(each),
  );
  const repository = world.repository(owner, name);
  require(world, access.caller(incoming.headers.authorization), repository, 'read');
  const release = repository.releases.find((each) => each.tag === tag && !each.draft);
  const asset = release?.assets.find((each) => each.name === file);
  if (!asset) throw new Refused(404, 'Not Found');
  outgoing
    .writeHead(200, {
      'content-type': asset.contentType,
      'content-length': asset.content.length,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(asset.name)}`,
    })
    .end(asset.content);
}
