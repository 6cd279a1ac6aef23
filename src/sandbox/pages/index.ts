import type { RepositoryModel } from '../model.ts';
import type { World } from '../world.ts';
import { escapeHtml } from './escape.ts';
import { issuePage } from './issue.ts';
import { layout } from './layout.ts';

export interface Page {
  readonly status: number;
  readonly html: string;
}

/** What a person sees at an address of the stand-in: enough to look around in. */
export function renderPage(world: World, path: string): Page {
  const [owner = '', name = '', kind = '', number = '', ...rest] = path
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  if (name === '' && (owner === '' || owner.toLowerCase() === world.organization.login.toLowerCase()))
    return found(organisationPage(world));
  const repository = world.repositories.get(name.toLowerCase());
  if (!repository || owner.toLowerCase() !== world.organization.login.toLowerCase()) return missing();
  if (kind === '') return found(repositoryPage(world, repository));
  if (number === '' && ['issues', 'pulls'].includes(kind)) return found(repositoryPage(world, repository));
  if (kind === 'blob') return filePage(world, repository, number, rest.join('/'));
  const issue = kind === 'pull' || kind === 'issues' ? repository.issues.get(Number(number)) : undefined;
  return issue ? found(issuePage(world, repository, issue)) : missing();
}

function found(html: string): Page {
  return { status: 200, html };
}

function missing(): Page {
  return { status: 404, html: layout('Not found', '<h1>There is no such page</h1><p><a href="/">Back</a></p>') };
}

/** A file's text at a branch, tag or commit: where Innkeeper's own links lead. */
function filePage(world: World, repository: RepositoryModel, ref: string, path: string): Page {
  const entry = repository.git.find(ref, path);
  if (entry?.type !== 'blob') return missing();
  const text = repository.git.blob(entry.oid).toString('utf8');
  const home = escapeHtml(world.fullName(repository));
  return found(
    layout(path, `<p><a href="/${home}">${home}</a></p><h1>${escapeHtml(path)}</h1><pre>${escapeHtml(text)}</pre>`),
  );
}

function organisationPage(world: World): string {
  const rows = [...world.repositories.values()].map((each) => {
    const open = [...each.issues.values()].filter(({ state }) => state === 'open');
    const pulls = open.filter(({ pull }) => pull).length;
    return `<tr><td><a href="/${world.fullName(each)}"><b>${escapeHtml(each.name)}</b></a><br><small>${escapeHtml(each.description ?? '')}</small></td><td>${each.visibility}</td><td>${pulls} pull requests</td><td>${open.length - pulls} issues</td></tr>`;
  });
  return layout(
    world.organization.login,
    `<h1>${escapeHtml(world.organization.login)}</h1><table>${rows.join('')}</table>`,
  );
}

function repositoryPage(world: World, repository: RepositoryModel): string {
  const head = repository.git.resolve('HEAD');
  const files = head
    ? repository.git.entries(repository.git.commit(head).tree).filter(({ type }) => type === 'blob')
    : [];
  const issues = [...repository.issues.values()].reverse();
  const line = ({ number, title, state, pull }: (typeof issues)[number]) =>
    `<li><a href="/${world.fullName(repository)}/${pull ? 'pull' : 'issues'}/${number}">#${number} ${escapeHtml(title)}</a> <small>${pull ? 'pull request' : 'issue'}, ${state}</small></li>`;
  return layout(
    repository.name,
    `<h1><a href="/${world.organization.login}">${escapeHtml(world.organization.login)}</a> / ${escapeHtml(repository.name)}</h1>
    <p>${escapeHtml(repository.description ?? '')}</p>
    <p>${[...repository.properties].map(([name, value]) => `<span class="tag">${escapeHtml(name)}: ${escapeHtml(value)}</span>`).join(' ')}</p>
    <h2>Pull requests and issues</h2><ul>${issues.map(line).join('') || '<li>None yet.</li>'}</ul>
    <h2>Releases</h2><ul>${repository.releases.map(({ tag }) => `<li>${escapeHtml(tag)}</li>`).join('') || '<li>None yet.</li>'}</ul>
    <h2>Files</h2><ul>${files.map(({ path }) => `<li><a href="/${world.fullName(repository)}/blob/HEAD/${path.split('/').map(encodeURIComponent).join('/')}"><code>${escapeHtml(path)}</code></a></li>`).join('')}</ul>`,
  );
}
