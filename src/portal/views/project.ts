import { html } from 'hono/html';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { plural } from '../../messages/escape.ts';
import type { Addresses } from '../packages/commands.ts';
import type { Listing } from '../packages/listing.ts';
import type { ReviewedPullRequest } from '../pull-requests.ts';
import { layout } from './layout.ts';
import { packageList } from './packages.ts';
import { pullRequestList } from './reviewers.ts';
import { withCode } from './text.ts';

/** What is shown of a project beside its snapshot. */
interface Beside {
  readonly listings: readonly Listing[];
  readonly pulls: readonly ReviewedPullRequest[];
}

export function projectPage(snapshot: ProjectSnapshot, { listings, pulls }: Beside, addresses: Addresses) {
  const { project, repository, verdicts, version, checkedAt } = snapshot;
  const { open, pass } = sorted(verdicts);
  const facts: readonly (readonly [string, string | undefined | null])[] = [
    ['Tier', project.tier ?? 'none declared'],
    ['Type', project.domain ? `${project.type} (${project.domain})` : project.type],
    ['Owners', project.owners.join(', ') || 'none named'],
    ['Ask in', project.support.channel],
    ['First answer within', project.support.response],
    ['Newest version', version],
    ['Contributions', project.contributions.join(', ')],
    ['Packages', project.packages.length > 1 ? project.packages.map(({ name }) => name).join(', ') : null],
    ['Last checked', `${checkedAt.slice(0, 16).replace('T', ' ')} UTC`],
  ];
  return layout(
    { title: project.title ?? project.name },
    html`<h1>${project.title ?? project.name}</h1>
<p>${project.description ?? repository.description ?? ''}</p>
<p><a href="${repository.url}">${repository.owner}/${repository.name}</a></p>
<dl>${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${packageList(listings, addresses)}
${pullRequestList(repository, pulls)}
<h2>Health</h2>
${open.map(verdictOf)}
${pass.length > 0 ? html`<details><summary>${plural(pass.length, 'point')} ${pass.length === 1 ? 'holds' : 'hold'}</summary>${pass.map(verdictOf)}</details>` : ''}`,
  );
}

/** What doesn't hold first, the gravest at the top; what holds apart from it. */
function sorted(verdicts: readonly Verdict[]): { open: readonly Verdict[]; pass: readonly Verdict[] } {
  const rank = ({ status, level }: Verdict) =>
    ['fail', 'pending', 'waived'].indexOf(status) * 3 + ['error', 'warning', 'info'].indexOf(level);
  const told = verdicts.filter(({ status }) => status !== 'not-applicable');
  return {
    open: told.filter(({ status }) => status !== 'pass').sort((one, other) => rank(one) - rank(other)),
    pass: told.filter(({ status }) => status === 'pass'),
  };
}

function verdictOf(verdict: Verdict) {
  const { status, level, title, summary, expected, found, fix, waiver } = verdict;
  return html`<section class="verdict ${status} ${level}">
<p><strong>${title}</strong> <span class="tag">${status === 'fail' ? level : status}</span> ${withCode(summary)}</p>
${status === 'fail' && expected ? html`<p class="soft">Expected: ${withCode(expected)}</p>` : ''}
${status === 'fail' && found ? html`<p class="soft">Found: ${withCode(found)}</p>` : ''}
${status === 'fail' && fix ? html`<p>To mend it: ${withCode(fix)}</p>` : ''}
${waiver ? html`<p class="soft">Waived until ${waiver.until} by ${waiver.owner}: ${waiver.reason}</p>` : ''}
</section>`;
}

export function notFoundPage() {
  return layout(
    { title: 'Not found' },
    html`<h1>There is no such page</h1><p><a href="/">Back to the catalogue</a></p>`,
  );
}
