import { html } from 'hono/html';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Listing } from '../packages/listing.ts';
import { layout } from './layout.ts';
import { type Addresses, packageList } from './packages.ts';

export function projectPage(snapshot: ProjectSnapshot, listings: readonly Listing[], addresses: Addresses) {
  const { project, repository, verdicts, version, checkedAt } = snapshot;
  const told = verdicts.filter(({ status }) => status !== 'not-applicable');
  const order = ['fail', 'pending', 'waived', 'pass'];
  const sorted = [...told].sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
  const facts: readonly (readonly [string, string | undefined | null])[] = [
    ['Tier', project.tier ?? 'none declared'],
    ['Type', project.domain ? `${project.type} (${project.domain})` : project.type],
    ['Owners', project.owners.join(', ') || 'none named'],
    ['Ask in', project.support.channel],
    ['First answer within', project.support.response],
    ['Newest version', version],
    ['Contributions', project.contributions.join(', ')],
    ['Packages', project.packages.length > 1 ? project.packages.map(({ name }) => name).join(', ') : null],
    ['Last checked', checkedAt.slice(0, 16).replace('T', ' ')],
  ];
  return layout(
    project.title ?? project.name,
    html`<h1>${project.title ?? project.name}</h1>
<p>${project.description ?? repository.description ?? ''}</p>
<p><a href="${repository.url}">${repository.owner}/${repository.name}</a></p>
<dl>${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${packageList(listings, addresses)}
<h2>Health</h2>
${sorted.map(verdictOf)}`,
  );
}

function verdictOf(verdict: Verdict) {
  const { status, title, summary, expected, found, fix, waiver } = verdict;
  return html`<section class="verdict ${status}">
<p><strong>${title}</strong> <span class="tag">${status === 'fail' ? verdict.level : status}</span> ${summary}</p>
${status === 'fail' && expected ? html`<p class="soft">Expected: ${expected}</p>` : ''}
${status === 'fail' && found ? html`<p class="soft">Found: ${found}</p>` : ''}
${status === 'fail' && fix ? html`<p>To mend it: ${fix}</p>` : ''}
${waiver ? html`<p class="soft">Waived until ${waiver.until} by ${waiver.owner}: ${waiver.reason}</p>` : ''}
</section>`;
}

export function notFoundPage() {
  return layout('Not found', html`<h1>There is no such page</h1><p><a href="/">Back to the catalogue</a></p>`);
}
