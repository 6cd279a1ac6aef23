import { edgesOf, nameOf, readSegment, testOf } from './segment.ts';

/** Values under segments of patterns, found by a name. */
export class SegmentIndex<Value> {
  readonly #names = new Map<string, Value>();
  /** Few folders have any. */
  #globs: GlobIndex<Value> | null = null;

  /** The value of a segment, made when it is first asked for. */
  obtain(text: string, make: () => Value): Value {
    const name = nameOf(text);
    if (name !== null) return obtained(this.#names, name, make);
    this.#globs ??= new GlobIndex();
    return this.#globs.obtain(text, make);
  }

  /** Calls `visit` with the value of each segment that matches the name. */
  find(name: string, visit: (value: Value) => void): void {
    // To look into a map without any would still cost the hash of the name.
    const exact = this.#names.size > 0 && this.#names.get(name);
    if (exact) visit(exact);
    this.#globs?.find(name, visit);
  }
}

function obtained<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known) return known;
  const value = make();
  map.set(key, value);
  return value;
}

/** A segment with wildcards. */
interface Glob<Value> {
  readonly test: (name: string) => boolean;
  readonly value: Value;
}

/**
 * Values under segments with wildcards. Each is filed under its beginning or its end, whichever is longer, so that a name is tried only against
 * those that share that with it; only what has neither (`*x*`) is tried on every name.
 */
class GlobIndex<Value> {
  readonly #values = new Map<string, Value>();
  readonly #byHead = new EdgeTree<Glob<Value>>((text, index) => text.charCodeAt(index));
  readonly #byTail = new EdgeTree<Glob<Value>>((text, index) => text.charCodeAt(text.length - 1 - index));

  obtain(text: string, make: () => Value): Value {
    return obtained(this.#values, text, () => {
      const [segment, value] = [readSegment(text), make()];
      const { head, tail } = edgesOf(segment);
      const glob = { test: testOf(segment), value };
      if (head.length >= tail.length) this.#byHead.add(head, glob);
      else this.#byTail.add(tail, glob);
      return value;
    });
  }

  find(name: string, visit: (value: Value) => void): void {
    const tried = ({ test, value }: Glob<Value>) => {
      if (test(name)) visit(value);
    };
    this.#byHead.find(name, tried);
    this.#byTail.find(name, tried);
  }
}

interface Edge<Item> {
  readonly items: Item[];
  readonly next: Map<number, Edge<Item>>;
}

/** Items under the characters at one edge of names. Most names leave it at their first character. */
class EdgeTree<Item> {
  readonly #root = newEdge<Item>();
  /** The character so far from the edge; NaN where the text is at its end. */
  readonly #codeAt: (text: string, index: number) => number;

  constructor(codeAt: (text: string, index: number) => number) {
    this.#codeAt = codeAt;
  }

  add(text: string, item: Item): void {
    let edge = this.#root;
    for (let index = 0; index < text.length; index++) {
      const code = this.#codeAt(text, index);
      const next = edge.next.get(code) ?? newEdge();
      edge.next.set(code, next);
      edge = next;
    }
    edge.items.push(item);
  }

  /** Calls `visit` with what is filed under each edge of the name, the empty one included. */
  find(name: string, visit: (item: Item) => void): void {
    let edge: Edge<Item> | undefined = this.#root;
    for (let index = 0; edge; index++) {
      for (const item of edge.items) visit(item);
      edge = edge.next.get(this.#codeAt(name, index));
    }
  }
}

function newEdge<Item>(): Edge<Item> {
  return { items: [], next: new Map() };
}
