import { html } from 'hono/html';
import type { Repository } from '../../domain/repository.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import { reviewersInWords } from '../../messages/reviewers.ts';
import type { Chosen } from '../../reviewers/selection.ts';
import type { ReviewedPullRequest } from '../pull-requests.ts';
import { layout } from './layout.ts';
import { withCode } from './text.ts';

/** The newest open pull requests of a project, and who was asked for each; nothing where there are none. */
export function pullRequestList(repository: Repository, pulls: readonly ReviewedPullRequest[]) {
  if (pulls.length === 0) return '';
  return html`<h2>Open pull requests</h2>
<table>
<thead><tr><th scope="col">Pull request</th><th scope="col">Asked for a review</th></tr></thead>
<tbody>${pulls.map(
    ({ number, title, selection }) => html`<tr>
<td><a href="/projects/${encodeURIComponent(repository.name)}/pulls/${number}">#${number} ${title}</a></td>
<td data-label="Asked for a review">${selection.reviewers.map(({ who }) => who).join(', ') || 'nobody'}</td>
</tr>`,
  )}</tbody>
</table>
<p class="soft">Those that reviewers were chosen for, the newest first. <a href="${repository.url}/pulls">All on GitHub</a></p>`;
}

/** What the checklist tells of reviewers, in the same words. @param web `https://github.com` */
export function reviewersPage({ project, repository }: ProjectSnapshot, pull: ReviewedPullRequest, web: string) {
  const { asked, gaps, passedOver } = reviewersInWords(pull.selection);
  return layout(
    { title: `Reviewers of ${repository.name}#${pull.number}` },
    html`<p class="soft"><a href="/projects/${encodeURIComponent(repository.name)}">${project.title ?? project.name}</a></p>
<h1>${pull.title} <span class="soft">#${pull.number}</span></h1>
<p><a href="${repository.url}/pull/${pull.number}">${repository.owner}/${repository.name}#${pull.number} on GitHub</a></p>
<h2>Reviewers</h2>
${
  asked.length > 0
    ? html`<table>
<thead><tr><th scope="col">Who</th><th scope="col">Why</th></tr></thead>
<tbody>${asked.map(({ who, why }) => html`<tr><td><a href="${web}${pathOf(who)}">${who.who}</a></td><td data-label="Why">${withCode(why)}</td></tr>`)}</tbody>
</table>`
    : ''
}
${gaps.map((line) => html`<p>${withCode(line)}</p>`)}
${passedOver ? html`<p class="soft">${withCode(passedOver)}</p>` : ''}`,
  );
}

/** Where GitHub tells of a person or a team. */
function pathOf({ who, team }: Chosen): string {
  const [organization = '', slug = ''] = who.replace(/^@/, '').split('/').map(encodeURIComponent);
  return team ? `/orgs/${organization}/teams/${slug}` : `/${organization}`;
}
