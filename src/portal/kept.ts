/** Remembers what was looked up for a while, and looks up once for all who ask at the same time. */
export interface Kept<T> {
  get(key: string, look: () => Promise<T>): Promise<T>;
}

/** @param milliseconds how long an answer counts; a failure doesn't @param size how many at most, the oldest go first */
export function createKept<T>(milliseconds: number, size: number, now: () => Date): Kept<T> {
  const kept = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  return {
    get(key, look) {
      const found = kept.get(key);
      if (found && found.until > now().getTime()) return found.value;
      const value = look();
      kept.delete(key);
      kept.set(key, { until: now().getTime() + milliseconds, value });
      value.catch(() => {
        if (kept.get(key)?.value === value) kept.delete(key);
      });
      const oldest = kept.keys().next();
      if (kept.size > size && !oldest.done) kept.delete(oldest.value);
      return value;
    },
  };
}
