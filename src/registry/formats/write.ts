import type { FileChange } from '../../domain/action.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Format, Registration, RegistryFiles } from './format.ts';

/** What changes in all formats together, nothing where one of them refuses; and which of them leave the version out, and why. */
export function writeFormats(
  formats: readonly Format[],
  registration: Registration,
  current: RegistryFiles,
): {
  readonly changes: readonly FileChange[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly Refusal[];
} {
  const refusals = formats.flatMap((format) => format.refuse?.(registration, current) ?? []);
  const changes = refusals.length > 0 ? [] : formats.flatMap((format) => format.write(registration, current));
  const { entry, candidate } = registration;
  const version = entry.versions.find((each) => each.version === candidate.version);
  const notes = formats.flatMap((format) => (version && format.omits?.(entry, version)) ?? []);
  return { changes, refusals, notes: notes.map((note) => ({ rule: 'formats', ...note })) };
}
