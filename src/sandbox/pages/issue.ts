import { marked } from 'marked';
import type { Actor, CheckModel, IssueModel, RepositoryModel } from '../model.ts';
import type { World } from '../world.ts';
import { escapeHtml } from './escape.ts';
import { layout } from './layout.ts';

/** An issue or pull request with its comments, labels, reviewers and checks. */
export function issuePage(world: World, repository: RepositoryModel, issue: IssueModel): string {
  const { pull, title, number, author, body, state, comments } = issue;
  const latest = new Map(
    repository.checks.filter(({ sha }) => sha === pull?.headSha).map((check) => [check.name, check]),
  );
  const status = pull?.merged ? 'Merged' : state === 'open' ? 'Open' : 'Closed';
  const from = pull
    ? ` wants to merge <code>${escapeHtml(pull.head)}</code> into <code>${escapeHtml(pull.base)}</code>`
    : ' opened this issue';
  return layout(
    `${title} #${number}`,
    `<p><a href="/${world.fullName(repository)}">${escapeHtml(world.fullName(repository))}</a></p>
    <h1>${escapeHtml(title)} <span class="soft">#${number}</span></h1>
    <p><span class="state ${state}">${status}</span> <b>${escapeHtml(author.login)}</b>${from}</p>
    <div class="columns"><div>
      ${comment(author, body || '*No description.*')}
      ${comments.map((each) => comment(each.author, each.body)).join('')}
      ${[...latest.values()].map(checkOf).join('')}
    </div><aside>
      ${pull ? `<h3>Reviewers</h3><p>${[...pull.requestedUsers, ...pull.requestedTeams].map(escapeHtml).join('<br>') || 'None yet'}</p>` : ''}
      <h3>Labels</h3><p>${[...issue.labels].map((name) => label(repository, name)).join(' ') || 'None yet'}</p>
    </aside></div>`,
  );
}

function comment(author: Actor, body: string): string {
  const bot = author.type === 'Bot' ? ' <span class="tag">bot</span>' : '';
  const html = marked.parse(body, { gfm: true, async: false });
  return `<article><header><b>${escapeHtml(author.login.replace('[bot]', ''))}</b>${bot}</header><div class="body">${html}</div></article>`;
}

function label(repository: RepositoryModel, name: string): string {
  const color = repository.labels.get(name.toLowerCase())?.color ?? 'ededed';
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const ink = red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#1f2328' : '#ffffff';
  return `<span class="label" style="background:#${escapeHtml(color)};color:${ink}">${escapeHtml(name)}</span>`;
}

function checkOf({ name, conclusion, status, title, summary, annotations }: CheckModel): string {
  const mark = { success: '✓', failure: '✗', neutral: '–' }[conclusion ?? ''] ?? '…';
  const notes = annotations.map(
    ({ path, start_line: line, message }) =>
      `<li><code>${escapeHtml(String(path))}:${Number(line)}</code> ${escapeHtml(String(message))}</li>`,
  );
  return `<article class="check ${escapeHtml(conclusion ?? status)}"><header><span class="mark">${mark}</span> <b>${escapeHtml(name)}</b> <span class="soft">${escapeHtml(title)}</span></header>
    <div class="body">${marked.parse(summary, { gfm: true, async: false })}${notes.length > 0 ? `<h4>Annotations</h4><ul>${notes.join('')}</ul>` : ''}</div></article>`;
}
