/** What Innkeeper has learnt and may forget: policies, owners, the last verdicts. JSON values by kind and key. */
export interface Memory {
  get<T>(kind: string, key: string): Promise<T | null>;
  put(kind: string, key: string, value: unknown): Promise<void>;
  drop(kind: string, key: string): Promise<void>;
  /** Forgets every key of the kind that begins so. */
  forget(kind: string, prefix: string): Promise<void>;
  list<T>(kind: string): Promise<readonly T[]>;
}

/** A memory that lasts as long as the process: for the command line, and for tests. */
export function createVolatileMemory(): Memory {
  const kinds = new Map<string, Map<string, string>>();
  const of = (kind: string) => kinds.get(kind) ?? new Map<string, string>();
  return {
    async get<T>(kind: string, key: string) {
      const found = of(kind).get(key);
      return found === undefined ? null : (JSON.parse(found) as T);
    },
    async put(kind, key, value) {
      kinds.set(kind, of(kind).set(key, JSON.stringify(value)));
    },
    async drop(kind, key) {
      of(kind).delete(key);
    },
    async forget(kind, prefix) {
      for (const key of [...of(kind).keys()]) if (key.startsWith(prefix)) of(kind).delete(key);
    },
    async list<T>(kind: string) {
      return [...of(kind).values()].map((value) => JSON.parse(value) as T);
    },
  };
}
