import type { SimpleFile, SimpleProject } from './project.ts';

/** A project's page (PEP 503). @param kept links that stand there already and aren't ours, as written */
export function renderProject(project: SimpleProject, kept: readonly string[] = []): string {
  const links = project.files.map((file) => `<a ${attributesOf(file)}>${escapeHtml(file.filename)}</a>`);
  const { status, reason } = project['project-status'] ?? {};
  return page(`Links for ${project.name}`, [...kept, ...links], {
    'repository-version': project.meta['api-version'] ?? '1.0',
    'project-status': status,
    'project-status-reason': reason,
  });
}

/** The index's first page: every project's name, normalised. */
export function renderRoot(names: readonly string[]): string {
  const links = names.map((name) => `<a href="${escapeHtml(encodeURIComponent(name))}/">${escapeHtml(name)}</a>`);
  return page('Simple index', links, { 'repository-version': '1.1' });
}

/** Links of a page whose file isn't among these: somebody else put them there. */
export function otherLinks(html: string, fileNames: readonly string[]): readonly string[] {
  const ours = new Set(fileNames.map(escapeHtml));
  return [...html.matchAll(/<a\s[^>]*>([^<]*)<\/a>/gi)].flatMap(([link, text = '']) => (ours.has(text) ? [] : [link]));
}

function attributesOf(file: SimpleFile): string {
  const { sha256 } = file.hashes;
  const metadata = file['core-metadata'];
  const metadataHash = typeof metadata === 'object' && metadata !== null ? `sha256=${metadata.sha256}` : 'true';
  const attributes: readonly (readonly [string, unknown])[] = [
    ['href', typeof sha256 === 'string' ? `${file.url}#sha256=${sha256}` : file.url],
    ['data-requires-python', file['requires-python']],
    ['data-core-metadata', metadata ? metadataHash : undefined],
    ['data-yanked', file.yanked === true ? '' : file.yanked || undefined],
  ];
  return attributes
    .flatMap(([name, value]) => (typeof value === 'string' ? [`${name}="${escapeHtml(value)}"`] : []))
    .join(' ');
}

/** @param said `pypi:` name → what the page says of itself (PEP 629, PEP 792) */
function page(title: string, links: readonly string[], said: Readonly<Record<string, unknown>>): string {
  const metas = Object.entries(said).flatMap(([name, value]) =>
    value === undefined ? [] : [`<meta name="pypi:${name}" content="${escapeHtml(String(value))}">\n`],
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
${metas.join('')}<title>${escapeHtml(title)}</title>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${links.map((link) => `${link}<br>\n`).join('')}</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
