import type { Policy } from '../../config/policy.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { BranchReading } from '../../github/read-default-branch.ts';
import type { ReleaseReading } from '../../github/read-release.ts';
import { registrationText } from '../../messages/registry-proposal.ts';
import { commitMessage, updateMessage } from '../../messages/release.ts';
import type { Candidate } from '../../registry/candidate.ts';
import type { Decision } from '../../registry/decide.ts';
import type { writeFormats } from '../../registry/formats/write.ts';
import { registrationBranch, registrationLines } from '../../registry/proposal.ts';
import type { RegistryChange } from './registry-change.ts';

/** The registration of a version as a pull request, whether or not it is to be merged. */
export function registrationChange(input: {
  policy: Policy;
  registry: RepositoryRef;
  at: BranchReading;
  reading: ReleaseReading;
  candidate: Candidate;
  decision: Decision;
  written: ReturnType<typeof writeFormats> | null;
}): RegistryChange {
  const { policy, registry, at, reading, candidate, decision, written } = input;
  const { repository, package: own, version, commit, release } = candidate;
  const isUpdate = candidate.registered?.versions.some((each) => each.version === version) ?? false;
  const title = isUpdate ? updateMessage(own.name, version) : commitMessage(own.name, version, !candidate.isKnown);
  return {
    source: {
      kind: candidate.isKnown ? 'new-version' : 'new-package',
      repository: { owner: repository.owner, name: repository.name },
      about: release.tag,
    },
    registry,
    at,
    branch: registrationBranch(candidate),
    title,
    message: `${title}\n\n${registrationLines(candidate)}`,
    words: registrationText({
      name: own.name,
      url: repository.url,
      path: own.path,
      version,
      commit,
      publisher: reading.publisher,
      release,
    }),
    adds: candidate.isKnown ? null : own.name,
    changes: written?.changes ?? [],
    refusals: decision.kind === 'refused' ? decision.refusals : (written?.refusals ?? []),
    policy,
  };
}
