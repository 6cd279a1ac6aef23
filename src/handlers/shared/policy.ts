import { parsePolicy } from '../../config/files.ts';
import type { Policy } from '../../config/policy.ts';
import type { Problem } from '../../domain/problem.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import { blobId } from '../../github/blob-id.ts';
import { type PolicyFile, readPolicyFile } from '../../github/read-policy.ts';
import type { Ports } from '../ports.ts';

/** The organisation's policy as it is in force. */
export interface ActivePolicy {
  /** `null`: there is none that could ever be read, so nothing is written. */
  readonly policy: Policy | null;
  /** Of the version in the repository now; empty where it is in order. */
  readonly problems: readonly Problem[];
  readonly repository: RepositoryRef;
}

/** What was last seen of each project of an organisation. */
export async function knownProjects(ports: Ports, organization: string): Promise<readonly ProjectSnapshot[]> {
  const all = await ports.memory.list<ProjectSnapshot>('project');
  return all.filter(({ repository }) => repository.owner.toLowerCase() === organization.toLowerCase());
}

/** What is kept of a policy, so that the last good version outlives a broken one. */
interface KeptPolicy {
  readonly readAt: string;
  readonly current: PolicyFile | null;
  readonly good: PolicyFile | null;
}

const KIND = 'policy';
/** A push says when the policy changes; should that event be lost, it is read again after this time. */
const FRESH_MS = 10 * 60_000;

export async function loadPolicy(ports: Ports, organization: string, installation: number): Promise<ActivePolicy> {
  const kept = await ports.memory.get<KeptPolicy>(KIND, organization);
  // A task may act as of another time: what it read then is not the newest for ever.
  const age = kept === null ? Number.NaN : ports.now().getTime() - Date.parse(kept.readAt);
  const fresh = kept !== null && age >= 0 && age < FRESH_MS;
  return activePolicy(ports, organization, fresh ? kept : await refresh(ports, organization, installation, kept));
}

/** Git's id of the text that is in force, as `git hash-object` gives it; `null` without one. */
export async function policyVersion(ports: Ports, organization: string): Promise<string | null> {
  const text = (await ports.memory.get<KeptPolicy>(KIND, organization))?.good?.text;
  return text === undefined ? null : blobId(text);
}

/** Reads the policy anew, whatever is kept; `before` is the one that was in force until then. */
export async function reloadPolicy(
  ports: Ports,
  organization: string,
  installation: number,
): Promise<ActivePolicy & { readonly before: Policy | null }> {
  const kept = await ports.memory.get<KeptPolicy>(KIND, organization);
  const active = activePolicy(ports, organization, await refresh(ports, organization, installation, kept));
  return { ...active, before: kept?.good ? parsed(kept.good).value : null };
}

async function refresh(
  ports: Ports,
  organization: string,
  installation: number,
  kept: KeptPolicy | null,
): Promise<KeptPolicy> {
  const current = await readPolicyFile(ports.github(installation), ports.policyRepository(organization));
  const inOrder = current !== null && parsePolicy(current.path, current.text).value !== null;
  // A policy that was removed is gone; only a broken one lives on in its last good version.
  const good = current === null || inOrder ? current : (kept?.good ?? null);
  const next: KeptPolicy = { readAt: ports.now().toISOString(), current, good };
  await ports.memory.put(KIND, organization, next);
  return next;
}

function activePolicy(ports: Ports, organization: string, { current, good }: KeptPolicy): ActivePolicy {
  return {
    policy: good ? parsed(good).value : null,
    problems: current ? parsed(current).problems : [],
    repository: ports.policyRepository(organization),
  };
}

/** The newest few policies, by their text: parsing one costs milliseconds, and it is asked for at every event. */
const parsedTexts = new Map<string, ReturnType<typeof parsePolicy>>();

function parsed(file: PolicyFile): ReturnType<typeof parsePolicy> {
  const known = parsedTexts.get(file.text);
  if (known) return known;
  const result = parsePolicy(file.path, file.text);
  if (parsedTexts.size > 20) parsedTexts.clear();
  parsedTexts.set(file.text, result);
  return result;
}
