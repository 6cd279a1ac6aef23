import { html } from 'hono/html';
import type { Listing } from '../packages/listing.ts';

/** Where packages are to be had. */
export interface Addresses {
  /** The portal's own: `https://innkeeper.example`. */
  readonly portal: string;
  /** `https://github.com` */
  readonly web: string;
}

/** Each package with its newest version and the commands that install it. */
export function packageList(listings: readonly Listing[], addresses: Addresses) {
  if (listings.length === 0) return '';
  return html`<h2>Packages</h2>
${listings.map((listing) => packageOf(listing, addresses))}`;
}

function packageOf(listing: Listing, addresses: Addresses) {
  const { entry, clients } = listing;
  const good = entry.versions.filter(({ yanked }) => !yanked);
  const newest = good.filter(({ prerelease }) => !prerelease).at(-1) ?? good.at(-1);
  return html`<section class="package">
<h3>${entry.name} <span class="soft">${newest?.version ?? 'no version to install'}</span></h3>
<p class="soft">${entry.ecosystem}${entry.license ? `, ${entry.license}` : ''}${newest?.released ? `, released ${newest.released.slice(0, 10)}` : ''}</p>
${newest ? clients.map((client) => html`<pre><code>${commands(client, listing, newest.version, addresses)}</code></pre>`) : ''}
</section>`;
}

function commands(
  client: Listing['clients'][number],
  { entry: { name }, registry }: Listing,
  version: string,
  { portal, web }: Addresses,
): string {
  const host = portal.replace(/^https?:/, '');
  const scope = /^(@[^/]+)\//.exec(name)?.[1];
  switch (client) {
    case 'pip':
      return [
        '# pip asks for your GitHub login and a token unless the package is public',
        `pip install --index-url ${portal}/simple/ "${name}==${version}"`,
      ].join('\n');
    case 'npm':
      return [
        '# the token is not needed where the package is public',
        `npm config set ${host}/npm/:_authToken=YOUR_GITHUB_TOKEN`,
        ...(scope
          ? [`npm config set ${scope}:registry=${portal}/npm/`, `npm install ${name}@${version}`]
          : [`npm install ${portal}/npm/${name}/-/${name}-${version}.tgz`]),
      ].join('\n');
    case 'julia':
      return [`pkg> registry add ${web}/${registry.owner}/${registry.name}`, `pkg> add ${name}@${version}`].join('\n');
  }
}
