import { headOf, matches, nameOf, readSegment, type Segment, tailOf } from './segment.ts';

interface Filed<Value> {
  readonly segment: Segment;
  readonly value: Value;
}

/**
 * Values under segments of patterns, found by a name. A segment with wildcards is filed under its beginning or its end, whichever is longer, so
 * that a name is tried only against those that share that with it; only what has neither (`*x*`) is tried on every name.
 */
export class SegmentIndex<Value> {
  readonly #names = new Map<string, Value>();
  readonly #globs = new Map<string, Value>();
  readonly #heads = new EdgeIndex<Value>((name, length) => name.slice(0, length));
  readonly #tails = new EdgeIndex<Value>((name, length) => name.slice(-length));
  readonly #others: Filed<Value>[] = [];

  get empty(): boolean {
    return this.#names.size === 0 && this.#globs.size === 0;
  }

  /** The value of a segment, made when it is first asked for. */
  obtain(text: string, make: () => Value): Value {
    const segment = readSegment(text);
    const name = nameOf(segment);
    const [map, key] = name === null ? [this.#globs, text] : [this.#names, name];
    const known = map.get(key);
    if (known) return known;
    const value = make();
    map.set(key, value);
    if (name === null) this.#file({ segment, value });
    return value;
  }

  #file(filed: Filed<Value>): void {
    const [head, tail] = [headOf(filed.segment), tailOf(filed.segment)];
    if (head === '' && tail === '') this.#others.push(filed);
    else if (head.length >= tail.length) this.#heads.add(head, filed);
    else this.#tails.add(tail, filed);
  }

  /** Calls `visit` with the value of each segment that matches the name. */
  find(name: string, visit: (value: Value) => void): void {
    const exact = this.#names.get(name);
    if (exact) visit(exact);
    this.#heads.find(name, visit);
    this.#tails.find(name, visit);
    visitMatches(this.#others, name, visit);
  }
}

/** Segments by the characters at one of their edges. */
class EdgeIndex<Value> {
  readonly #byEdge = new Map<string, Filed<Value>[]>();
  readonly #lengths = new Set<number>();
  readonly #edgeOf: (name: string, length: number) => string;

  constructor(edgeOf: (name: string, length: number) => string) {
    this.#edgeOf = edgeOf;
  }

  add(edge: string, filed: Filed<Value>): void {
    const list = this.#byEdge.get(edge);
    if (list) list.push(filed);
    else this.#byEdge.set(edge, [filed]);
    this.#lengths.add(edge.length);
  }

  find(name: string, visit: (value: Value) => void): void {
    for (const length of this.#lengths) {
      if (length > name.length) continue;
      const list = this.#byEdge.get(this.#edgeOf(name, length));
      if (list) visitMatches(list, name, visit);
    }
  }
}

function visitMatches<Value>(list: readonly Filed<Value>[], name: string, visit: (value: Value) => void): void {
  for (const { segment, value } of list) if (matches(segment, name)) visit(value);
}
