import type { RegistrationReport } from '../register.ts';

/** A line for each version, and how a refused one is mended. */
export function registrationAsText({ registered, refused }: RegistrationReport): string {
  const lines = [
    ...registered.map(
      ({ name, version, files }) =>
        `registered ${name} ${version}${files.length > 0 ? `: ${files.join(', ')}` : ' (unchanged)'}`,
    ),
    ...refused.map(
      ({ name, version, rule, summary, fix }) =>
        `refused    ${name} ${version} (${rule}): ${summary}\n           fix: ${fix}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join('') || 'nothing to register\n';
}
