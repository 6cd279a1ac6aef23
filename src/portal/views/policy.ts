import { html, raw } from 'hono/html';
import { marked } from 'marked';
import { TIERS } from '../../domain/tier.ts';
import type { PolicyOutline, RuleOutline } from '../policy-outline.ts';
import { layout } from './layout.ts';

const MODES: Readonly<Record<PolicyOutline['mode'], string>> = {
  off: 'Nothing is checked.',
  report: 'Findings are shown here and on the command line; nothing is written to GitHub.',
  warn: 'Findings are told on GitHub; no check fails.',
  enforce: 'A failing error fails the check.',
};

export function policyPage(outlines: readonly PolicyOutline[]) {
  const empty = html`<p>No organisation has a policy yet: nothing is checked, and nothing is written.</p>`;
  return layout(
    { title: 'Policy', at: '/policy' },
    html`<h1>Policy</h1>${outlines.length === 0 ? empty : outlines.map(organization)}`,
  );
}

function organization({ organization: login, mode, tiers, groups }: PolicyOutline) {
  return html`<h2>${login}</h2>
<p><span class="tag">${mode}</span> ${MODES[mode]}</p>
<h3>Tiers</h3>
<dl>${tiers.map(({ tier, description, requires }) => html`<dt><span class="tag">${tier}</span></dt><dd>${description}${requires.length > 0 ? html` <span class="soft">Requires ${requires.join(', ')}.</span>` : ''}</dd>`)}</dl>
${groups.map(
  ({ title, rules }) => html`<h3>${title}</h3>
<table class="rules">
<thead><tr><th scope="col">Rule</th>${TIERS.map((tier) => html`<th scope="col">${tier}</th>`)}</tr></thead>
<tbody>${rules.map((rule) => row(rule, anchor(login, title, rule.id)))}</tbody>
</table>`,
)}`;
}

/** Some rules of the registry are called as those of repositories are, and organisations have the same rules. */
function anchor(...parts: readonly string[]): string {
  return parts.join('-').toLowerCase().replaceAll(' ', '-');
}

function row({ id, title, help, levels }: RuleOutline, anchor: string) {
  return html`<tr id="${anchor}">
<td><details><summary>${title} <code class="soft">${id}</code></summary>
<p>${ours(help.checks)}</p><p>Why: ${ours(help.why)}</p><p>To mend it: ${ours(help.mend)}</p></details></td>
${TIERS.map((tier) => html`<td data-label="${tier}" class="level ${levels[tier]}">${levels[tier]}</td>`)}
</tr>`;
}

/** Markdown of our own rules; nobody else's text comes here. */
function ours(markdown: string) {
  return raw(marked.parseInline(markdown, { async: false }));
}
