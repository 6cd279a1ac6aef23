import type { Refusal } from '../../../domain/refusal.ts';
import type { Registration } from '../format.ts';
import { isProjectName, normaliseName, parseDistribution } from './distribution.ts';
import type { SimpleProject } from './project.ts';

/** Why pip could never install the version under the package's name. @param index what stands under that name now */
export function refusalsOf(registration: Registration, index: SimpleProject | null): readonly Refusal[] {
  return [otherName(registration), takenName(registration, index)].filter((refusal) => refusal !== null);
}

/** pip passes over a wheel whose file name begins with another name than the one it was asked for. */
function otherName({ entry, candidate }: Registration): Refusal | null {
  const wheels = candidate.release.assets.map(({ name }) => name).filter((name) => name.endsWith('.whl'));
  const built = wheels.flatMap((wheel) => parseDistribution(wheel)?.name ?? []);
  const [found] = built;
  if (!found || (isProjectName(entry.name) && built.includes(normaliseName(entry.name)))) return null;
  return {
    rule: 'name',
    summary: `The wheels of the release are of ${found}, the package is called ${entry.name}.`,
    expected: `Wheels whose names begin with ${entry.name.replace(/[-.]+/g, '_')}-${candidate.version}.`,
    found: wheels.join(', '),
    fix: `Name the package ${found} in innersource.yml under packages:, or rename it in pyproject.toml, and publish a new release.`,
  };
}

/** `Imaging_IO` and `imaging-io` are two packages of the catalogue, and one to pip. */
function takenName({ entry, candidate }: Registration, index: SimpleProject | null): Refusal | null {
  const own = `${candidate.repository.url}/`;
  const host = URL.canParse(own) ? new URL(own).origin : null;
  const other = index?.files.find(
    ({ url }) => URL.canParse(url) && new URL(url).origin === host && !url.toLowerCase().startsWith(own.toLowerCase()),
  );
  // A package that is known may have moved here from another repository.
  if (!other || candidate.registered) return null;
  return {
    rule: 'name-taken',
    summary: `pip doesn’t tell ${entry.name} from a package of another repository: both are ${normaliseName(entry.name)}.`,
    expected: 'A name that is another even without regard to case and to which of - _ . stand in it.',
    found: other.url,
    fix: 'Choose another name in innersource.yml and in pyproject.toml, and publish a new release.',
  };
}
