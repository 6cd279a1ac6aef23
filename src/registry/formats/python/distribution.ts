/** A file that pip can install: which project it belongs to, and which version of it. */
export interface Distribution {
  /** Normalised. */
  readonly name: string;
  /** As the file name writes it (PEP 440). */
  readonly version: string;
}

const NAME = /^[A-Z0-9](?:[A-Z0-9._-]*[A-Z0-9])?$/i;
const WHEEL = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/;
const SOURCE = /^(.+)-([^-]+)\.tar\.gz$/;

/** Is this a name that a Python project may have (PEP 508)? */
export function isProjectName(name: string): boolean {
  return NAME.test(name);
}

/** `Imaging_IO` → `imaging-io` (PEP 503). */
export function normaliseName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** Reads the name of a wheel or of a source distribution; `null` where the file is neither. */
export function parseDistribution(fileName: string): Distribution | null {
  const [, name, version] = WHEEL.exec(fileName) ?? SOURCE.exec(fileName) ?? [];
  return name && version && isProjectName(name) ? { name: normaliseName(name), version } : null;
}
