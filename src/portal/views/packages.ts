import { html } from 'hono/html';
import { deprecationNote } from '../../registry/deprecation.ts';
import { type Addresses, installCommands } from '../packages/commands.ts';
import { type Listing, newestOf } from '../packages/listing.ts';

/** Each package with its newest version and the commands that install it. */
export function packageList(listings: readonly Listing[], addresses: Addresses) {
  if (listings.length === 0) return '';
  return html`<h2>Packages</h2>
${listings.map((listing) => packageOf(listing, addresses))}`;
}

function packageOf(listing: Listing, addresses: Addresses) {
  const { entry, clients } = listing;
  const newest = newestOf(entry);
  return html`<section class="package">
<h3>${entry.name} <span class="soft">${newest?.version ?? 'no version to install'}</span></h3>
<p class="soft">${entry.ecosystem}${entry.license ? `, ${entry.license}` : ''}${newest?.released ? `, released ${newest.released.slice(0, 10)}` : ''}</p>
${entry.deprecated ? html`<p>${deprecationNote(entry.deprecated)}</p>` : ''}
${newest ? clients.map((client) => html`<pre><code>${installCommands(client, listing, newest, addresses)}</code></pre>`) : ''}
</section>`;
}
