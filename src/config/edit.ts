import { isDeepStrictEqual } from 'node:util';
import { type Document, isCollection, isMap, isNode, isScalar, isSeq, parseDocument, stringify } from 'yaml';

/**
 * Sets a top-level key of a YAML mapping and leaves every other character as it is: comments, quotes, order, line ends. Where that can't be
 * done (the whole mapping stands in braces, say), the file is written anew, its comments kept.
 * @throws where the text is no YAML mapping
 */
export function setKey(text: string, key: string, value: string): string {
  const document = mapping(text);
  const node = document.get(key, true);
  const inPlace =
    isScalar(node) && node.range && node.range[1] > node.range[0]
      ? `${text.slice(0, node.range[0])}${value}${text.slice(node.range[1])}`
      : `${ended(text)}${key}: ${value}${lineEnd(text)}`;
  document.set(key, value);
  return same(inPlace, document) ? inPlace : document.toString({ lineWidth: 0 });
}

/**
 * Adds an item at the end of a top-level list, which is made where there is none; all else as {@link setKey}. A single value in place of a list
 * becomes the list's first.
 */
export function appendItem(text: string, key: string, item: Readonly<Record<string, string>> | string): string {
  const document = mapping(text);
  const list = document.get(key);
  const add = isSeq(list) && list.flow && typeof item === 'string' ? behindLast : belowLast;
  const inPlace = isSeq(list) ? add(text, list.items, item) : `${ended(text)}${block({ [key]: [item] }, { text })}`;
  if (isSeq(list)) list.add(document.createNode(item));
  else document.set(key, document.createNode([...(typeof list === 'string' ? [list] : []), item]));
  return inPlace !== null && same(inPlace, document) ? inPlace : document.toString({ lineWidth: 0 });
}

function mapping(text: string): Document.Parsed {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) throw new TypeError('The text is no YAML mapping.');
  return document;
}

function same(text: string, expected: Document): boolean {
  const edited = parseDocument(text);
  return edited.errors.length === 0 && isDeepStrictEqual(edited.toJS(), expected.toJS());
}

/** Writes an item behind the last one of a list in brackets; `null` where it is empty. */
function behindLast(text: string, items: readonly unknown[], item: unknown): string | null {
  const end = endOf(items.at(-1));
  return end === undefined ? null : `${text.slice(0, end)}, ${JSON.stringify(item)}${text.slice(end)}`;
}

/** Writes an item below the last one of a block list, behind the same indentation; `null` where the list is none. */
function belowLast(text: string, items: readonly unknown[], item: unknown): string | null {
  const [first] = items;
  const start = isNode(first) ? first.range?.[0] : undefined;
  const end = endOf(items.at(-1));
  if (start === undefined || end === undefined) return null;
  const indent = /^( *)-/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1))?.[1];
  if (indent === undefined) return null;
  const written = block([item], { text, indent });
  const next = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1;
  return next === 0 ? `${ended(text)}${written}` : `${text.slice(0, next)}${written}${text.slice(next)}`;
}

/** Where a node’s own text ends: a block collection’s range runs on over the comments below it. */
function endOf(node: unknown): number | undefined {
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    const item = node.items.at(-1);
    const value = isNode(item) ? item : (item as { value?: unknown; key?: unknown }).value;
    return endOf(value ?? (item as { key?: unknown }).key);
  }
  return isNode(node) ? node.range?.[1] : undefined;
}

/** A value as block YAML, with the line ends of `text`. */
function block(value: unknown, { text, indent = '' }: { text: string; indent?: string }): string {
  const written = stringify(value, { lineWidth: 0 }).replace(/^(?=.)/gm, indent);
  return written.replaceAll('\n', lineEnd(text));
}

function ended(text: string): string {
  return /[^\n]$/.test(text) ? `${text}${lineEnd(text)}` : text;
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
