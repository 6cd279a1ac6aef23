import { html } from 'hono/html';
import { parseFullName } from '../../domain/repository.ts';
import type { Figures } from '../../insights/figures.ts';
import { plural } from '../../messages/escape.ts';
import type { ShownInsights } from '../insights.ts';
import { layout } from './layout.ts';

/** More than this nobody reads; programs get all of it. */
const SHOWN = 200;

export function insightsPage({ total, months, teams, projects, complete }: ShownInsights) {
  const promises = total.kept + total.broken;
  const byMonth = promises + total.contributions > 0 ? [...months].reverse() : [];
  return layout(
    { title: 'Insights', at: '/insights' },
    html`<h1>Insights</h1>
<p>How people from other teams were met in the last twelve months.</p>
<dl>
<dt>Promises of a first answer</dt><dd>${promises === 0 ? 'none was due' : `${total.kept} of ${promises} kept`}</dd>
<dt>First answers</dt><dd>${answerTimes(total)}</dd>
<dt>Merged contributions</dt><dd>${total.contributions}</dd>
</dl>
${complete ? '' : html`<p class="bad">There is more than can be counted here: these are the newest.</p>`}
${table(
  'By month',
  'Month',
  byMonth.map((each) => ({ ...each, name: each.month })),
)}
${table(
  'By owning team',
  'Team',
  teams.map((each) => ({ ...each, name: each.team })),
)}
${table(
  'By project',
  'Project',
  projects.map((each) => ({ ...each, name: projectLink(each) })),
)}
<h2>What is counted</h2>
<p>Promises: pull requests from other teams, in projects that say within which time they answer. A promise is counted in the month in which it was due; an
answer that came later, or never, broke it. Hours are counted from the question to the answer, nights and weekends included. Months are those of UTC.</p>
<p>Contributions: pull requests from other teams that were merged, in all projects. Their authors were thanked, where the policy has that done.</p>
<p class="soft">The same for programs: <a href="/api/v1/insights">/api/v1/insights</a></p>`,
  );
}

interface Row extends Figures {
  readonly name: string | ReturnType<typeof projectLink>;
}

function table(title: string, of: string, rows: readonly Row[]) {
  if (rows.length === 0) return '';
  const most = Math.max(...rows.map(({ kept, broken }) => kept + broken));
  return html`<h2>${title}</h2>
<table class="figures">
<thead><tr><th scope="col">${of}</th><th scope="col">Promises</th><th scope="col">Kept</th><th scope="col">Broken</th><th scope="col">Half answered within</th><th scope="col">Nine of ten within</th><th scope="col">Contributions</th></tr></thead>
<tbody>${rows.slice(0, SHOWN).map((each) => row(each, most))}</tbody>
</table>
${rows.length > SHOWN ? html`<p class="soft">And ${rows.length - SHOWN} more.</p>` : ''}`;
}

function row({ name, ...figures }: Row, most: number) {
  const { kept, broken, medianHours, p90Hours, contributions } = figures;
  return html`<tr>
<th scope="row">${name}</th>
<td>${bar(figures, most)}</td>
<td data-label="Kept">${kept}</td>
<td data-label="Broken" class="${broken > 0 ? 'bad' : ''}">${broken}</td>
<td data-label="Half answered within">${duration(medianHours)}</td>
<td data-label="Nine of ten within">${duration(p90Hours)}</td>
<td data-label="Contributions">${contributions}</td>
</tr>`;
}

/** Its length by the longest of its table. The figures stand beside it, so it is kept from screen readers. */
function bar({ kept, broken }: Figures, most: number) {
  const share = (count: number) => `${most === 0 ? 0 : (100 * count) / most}%`;
  return html`<svg class="bar" height="14" aria-hidden="true"><rect class="kept" width="${share(kept)}" height="14"/><rect class="broken" x="${share(kept)}" width="${share(broken)}" height="14"/></svg>`;
}

function projectLink({ name, repository }: { name: string; repository: string }) {
  return html`<a href="/projects/${encodeURIComponent(parseFullName(repository)?.name ?? name)}">${name}</a>`;
}

function answerTimes({ medianHours, p90Hours }: Figures): string {
  if (medianHours === null) return 'none has come';
  return `half came within ${duration(medianHours)}, nine of ten within ${duration(p90Hours)}`;
}

/** `40 minutes`, `7 hours`, `3 days`: rounded up, as it is the time within which something came. */
function duration(hours: number | null): string {
  if (hours === null) return '–';
  if (hours < 1) return plural(Math.ceil(hours * 60), 'minute');
  return hours < 48 ? plural(Math.ceil(hours), 'hour') : plural(Math.ceil(hours / 24), 'day');
}
