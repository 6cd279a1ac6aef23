import { html } from 'hono/html';
import { PACKAGE_TYPES } from '../../domain/package-type.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import { TIERS } from '../../domain/tier.ts';
import { healthOf, requiredOf } from '../health.ts';
import { layout } from './layout.ts';

export interface Filters {
  readonly q: string;
  readonly tier: string;
  readonly type: string;
}

/** More than this nobody reads, and a phone would take long to lay out. */
const SHOWN = 200;

/** Does the project fit what was asked for? */
export function fits({ project, repository }: ProjectSnapshot, { q, tier, type }: Filters): boolean {
  const words = [
    project.name,
    project.title,
    project.description,
    repository.name,
    repository.description,
    ...project.owners,
    ...repository.topics,
  ];
  const haystack = words.join(' ').toLowerCase();
  return (
    (!tier || project.tier === tier) && (!type || project.type === type) && haystack.includes(q.trim().toLowerCase())
  );
}

export function cataloguePage(projects: readonly ProjectSnapshot[], filters: Filters) {
  return layout(
    { title: 'Catalogue', at: '/' },
    html`<h1>Projects</h1>
<form method="get" role="search">
<input type="search" name="q" value="${filters.q}" placeholder="Name, description, owner" aria-label="Search">
${choice('Tier', 'Any tier', TIERS, filters.tier)}
${choice('Type', 'Any type', PACKAGE_TYPES, filters.type)}
<button>Show</button>
</form>
${
  projects.length === 0
    ? html`<p>No project fits. A repository appears here once it has been checked.</p>`
    : html`<table>
<thead><tr>${['Project', 'Tier', 'Type', 'Owner', 'Health', 'Version'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${projects.slice(0, SHOWN).map(row)}</tbody>
</table>
${projects.length > SHOWN ? html`<p class="soft">And ${projects.length - SHOWN} more: search for fewer.</p>` : ''}`
}`,
  );
}

function choice(label: string, any: string, values: readonly string[], chosen: string) {
  return html`<select name="${label.toLowerCase()}" aria-label="${label}"><option value="">${any}</option>${values.map(
    (value) => html`<option${value === chosen ? ' selected' : ''}>${value}</option>`,
  )}</select>`;
}

function row(snapshot: ProjectSnapshot) {
  const { project, repository, version } = snapshot;
  const { pass, fail } = healthOf(snapshot);
  const required = requiredOf(snapshot);
  return html`<tr>
<td><a href="/projects/${encodeURIComponent(repository.name)}">${project.title ?? project.name}</a><br><span class="soft">${project.description ?? repository.description ?? ''}</span></td>
<td data-label="Tier">${project.tier ? html`<span class="tag">${project.tier}</span>` : html`<span class="soft">none</span>`}</td>
<td data-label="Type" class="nowrap">${project.type ?? 'none'}</td>
<td data-label="Owner">${project.owners.join(', ') || 'nobody named'}</td>
<td data-label="Health" class="${required > 0 ? 'bad' : 'good'}">${pass} of ${pass + fail}${required > 0 ? html`,<br>lacks ${required} required` : ''}</td>
<td data-label="Version">${version ?? 'none'}</td>
</tr>`;
}
