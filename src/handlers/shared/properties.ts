import type { Action } from '../../domain/action.ts';
import type { Project } from '../../domain/project.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { GitHubRefusal } from '../../github/errors.ts';
import { readPropertyNames } from '../../github/read-properties.ts';
import type { Ports } from '../ports.ts';

const TIER = 'innersource-tier';
const TYPE = 'innersource-type';

/** Which of our custom properties the organisation defines, and what was last written to this repository. */
export interface PropertyState {
  readonly defined: readonly string[];
  readonly written: Readonly<Record<string, string | null>> | null;
}

const FRESH_MS = 60 * 60_000;

export async function propertyState(
  ports: Ports,
  repository: RepositoryRef,
  installation: number,
  wanted: boolean,
): Promise<PropertyState> {
  if (!wanted) return { defined: [], written: null };
  return {
    defined: await definedProperties(ports, repository.owner, installation),
    written: await ports.memory.get('properties', fullName(repository)),
  };
}

interface Kept {
  readonly readAt: string;
  readonly names: readonly string[];
}

async function definedProperties(ports: Ports, organization: string, installation: number): Promise<readonly string[]> {
  const kept = await ports.memory.get<Kept>('property-names', organization);
  const now = ports.now();
  if (kept && now.getTime() - Date.parse(kept.readAt) < FRESH_MS) return kept.names;
  const names = await namesOrNone(ports, organization, installation);
  await ports.memory.put('property-names', organization, { readAt: now.toISOString(), names } satisfies Kept);
  return names;
}

/** Custom properties are a convenience: where the App may not read them, or a person's account has none, nothing else stops. */
async function namesOrNone(ports: Ports, organization: string, installation: number): Promise<readonly string[]> {
  try {
    const names = (await readPropertyNames(ports.github(installation), organization)).filter((name) =>
      [TIER, TYPE].includes(name),
    );
    if (names.length < 2) {
      ports.log.info(
        { organization, defined: names },
        `custom properties ${TIER} and ${TYPE} are not all defined; the missing ones are skipped`,
      );
    }
    return names;
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    ports.log.warn({ organization, status: error.status }, 'custom properties can’t be read; they are skipped');
    return [];
  }
}

export function propertyAction(
  repository: RepositoryRef,
  project: Project,
  { defined, written }: PropertyState,
): Action[] {
  const wanted: Readonly<Record<string, string | null>> = {
    [TIER]: project.tier ?? null,
    [TYPE]: project.type ?? null,
  };
  const values = Object.fromEntries(Object.entries(wanted).filter(([name]) => defined.includes(name)));
  const changed = Object.entries(values).some(([name, value]) => (written?.[name] ?? null) !== value);
  return changed ? [{ kind: 'properties', repository, values }] : [];
}
