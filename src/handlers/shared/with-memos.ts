import type { Memo } from '../../domain/action.ts';
import type { Memory } from '../../store/memory.ts';

/** The memory as it will be once these are remembered: so the second command of a comment builds on the first, though nothing is written yet. */
export function withMemos(memory: Memory, memos: readonly Memo[]): Memory {
  return {
    ...memory,
    async get<T>(kind: string, key: string): Promise<T | null> {
      const memo = memos.findLast((each) => each.kind === kind && each.key === key);
      return memo ? (memo.value as T) : memory.get<T>(kind, key);
    },
  };
}
