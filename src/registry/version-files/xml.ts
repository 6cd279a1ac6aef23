/** An element; attributes are left out, since no version file needs them. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

interface Open {
  readonly name: string;
  text: string;
  readonly children: Element[];
}

/** Deeper than any honest file. */
const DEPTH = 100;
/** Comments, CDATA, instructions and declarations; tags with their attributes; text. Each is read where the one before it ended, and never again. */
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z_][\w.:-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads XML as far as version files need it: elements and text. No DOCTYPE, and so no entities of its own, no external files, no expansion.
 * @throws Error that says what is out of order
 */
export function parseXml(text: string): Element {
  const root: Open = { name: '', text: '', children: [] };
  const open: Open[] = [root];
  const pattern = new RegExp(TOKEN);
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const token = pattern.exec(text);
    if (!token) throw new Error(`it is no XML from ${JSON.stringify(text.slice(at, at + 30))} on`);
    take(token, open);
  }
  const [document, second] = root.children;
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is never closed`);
  if (!document || second) throw new Error('it has not one root element');
  return document;
}

function take([, cdata, slash, name, rest, plain]: RegExpExecArray, open: Open[]): void {
  const current = open.at(-1);
  if (!current) return;
  if (plain !== undefined) current.text += decode(plain);
  else if (cdata !== undefined) current.text += cdata;
  else if (name !== undefined && slash === '/') close(name, open);
  else if (name !== undefined) {
    const element: Open = { name, text: '', children: [] };
    current.children.push(element);
    if (!rest?.endsWith('/')) open.push(element);
    if (open.length > DEPTH) throw new Error('its elements are nested too deep');
  }
}

function close(name: string, open: Open[]): void {
  const closed = open.length > 1 ? open.pop() : undefined;
  if (closed?.name !== name) throw new Error(`</${name}> closes <${closed?.name ?? ''}>`);
}

function decode(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** The first child of that name, whatever its namespace. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((each) => each.name.replace(/^.*:/, '') === name);
}

/** The text below a path of children; `null` where there is none. */
export function textAt(element: Element | undefined, ...path: readonly string[]): string | null {
  const found = path.reduce<Element | undefined>(childOf, element);
  return found?.text.trim() || null;
}
