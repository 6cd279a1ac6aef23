import type { FileChange } from '../../domain/action.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Format, Registration, RegistryFiles } from './format.ts';

/** What changes in all formats together; nothing where one of them refuses. */
export function writeFormats(
  formats: readonly Format[],
  registration: Registration,
  current: RegistryFiles,
): { readonly changes: readonly FileChange[]; readonly refusals: readonly Refusal[] } {
  const refusals = formats.flatMap((format) => format.refuse?.(registration, current) ?? []);
  const changes = refusals.length > 0 ? [] : formats.flatMap((format) => format.write(registration, current));
  return { changes, refusals };
}
