import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';

/** The hostile message of each kind, as the snapshots hold them. */
const KINDS = [
  'checklist',
  'project-issue',
  'release-issue',
  'withdrawal-issue',
  'check',
  'registry-check',
  'policy-check',
  'command',
] as const;

function hostile(kind: string): string {
  const page = readFileSync(new URL(`snapshots/${kind}.md`, import.meta.url), 'utf8');
  return page.split('\n# Hostile\n')[1]?.split('\n### Notes\n')[0] ?? '';
}

describe.each(KINDS)('a hostile %s, rendered', (kind) => {
  const body = hostile(kind);
  const html = String(marked.parse(body, { gfm: true }));
  const seen = html.replace(/<code>[\s\S]*?<\/code>|<!--[\s\S]*?-->/g, '');

  test('holds no markup but our own', () => {
    expect(body).toContain('evil.example');
    const tags = new Set([...seen.matchAll(/<(\w+)/g)].map(([, tag]) => tag));
    const ours = ['a', 'details', 'h2', 'h3', 'h4', 'input', 'li', 'ol', 'p', 'strong', 'sub', 'summary', 'table'];
    const ofTables = ['tbody', 'td', 'th', 'thead', 'tr'];
    expect([...tags].filter((tag) => tag && ![...ours, ...ofTables, 'br', 'ul'].includes(tag))).toEqual([]);
    expect(seen.match(/<h[1-6]>Heading/)).toBeNull();
  });

  test('mentions nobody, refers to no issue, and has one marker at most', () => {
    const text = seen.replace(/<[^>]*>/g, '');
    expect(text).not.toMatch(/@\w/);
    expect(text).not.toMatch(/#\d/);
    expect((html.match(/<!--/g) ?? []).length).toBeLessThanOrEqual(1);
  });

  test('calls no link by another name', () => {
    const links = [...seen.matchAll(/<a href="([^"]*)">([^<]*)<\/a>/g)];
    for (const [, href = '', label = ''] of links) {
      if (href.includes('evil.example')) expect(label === 'why' || href.startsWith(label)).toBe(true);
    }
  });
});
