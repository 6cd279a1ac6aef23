import type { Finding } from './format.ts';

type More = Pick<Finding, 'expected' | 'found' | 'fix'>;

export function errorIn(path: string, summary: string, more: More = {}): Finding {
  return { level: 'error', path, summary, ...more };
}

export function warningIn(path: string, summary: string, more: More = {}): Finding {
  return { level: 'warning', path, summary, ...more };
}

export function infoOn(path: string, summary: string, more: More = {}): Finding {
  return { level: 'info', path, summary, ...more };
}

/** Those whose key an earlier one has, each with that earlier one. */
export function twins<Item>(items: readonly Item[], key: (item: Item) => string): readonly (readonly [Item, Item])[] {
  const seen = new Map<string, Item>();
  return items.flatMap((item): (readonly [Item, Item])[] => {
    const earlier = seen.get(key(item));
    if (earlier !== undefined) return [[item, earlier]];
    seen.set(key(item), item);
    return [];
  });
}
