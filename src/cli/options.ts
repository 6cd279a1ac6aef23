import { UserError } from '../domain/user-error.ts';

/** A chosen `--format`, checked. */
export function formatOf<Format extends string>(
  options: Readonly<Record<string, unknown>>,
  known: readonly Format[],
): Format {
  const chosen = String(options.format ?? known[0]);
  const found = known.find((format) => format === chosen);
  if (!found) throw new UserError(`There is no format ${chosen}.`, { fix: `Choose one of ${known.join(', ')}.` });
  return found;
}

export function textOption(options: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberOption(options: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const written = textOption(options, name);
  if (written === undefined) return undefined;
  const value = Number(written);
  if (!Number.isInteger(value) || value < 0) throw new UserError(`--${name} must be a whole number, not ${written}.`);
  return value;
}
