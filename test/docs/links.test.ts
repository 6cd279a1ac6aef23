import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const pages = ['', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(folder || '.')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** Relative links of a page, from the root: path and anchor. */
function linksOf(page: string): readonly { readonly path: string; readonly anchor: string | undefined }[] {
  const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\)/g)].map(([, path = '', anchor]) => ({
    path: path ? join(dirname(page), path) : page,
    anchor,
  }));
}

/** As GitHub names headings. */
function anchorsOf(page: string): readonly string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the pages', () => {
  test.each(pages)('%s links only what is there', (page) => {
    const broken = linksOf(page).filter(
      ({ path, anchor }) => !existsSync(path) || (anchor && path.endsWith('.md') && !anchorsOf(path).includes(anchor)),
    );
    expect(broken).toEqual([]);
  });

  test('of docs are all found from the README, page by page', () => {
    const found = new Set(['README.md']);
    // A set hands out what is added while it is walked.
    for (const page of found) for (const { path } of linksOf(page)) if (pages.includes(path)) found.add(path);
    expect(pages.filter((page) => /^docs\/[^/]+\.md$/.test(page) && !found.has(page))).toEqual([]);
  });
});
