import type { Forgetting } from '../../domain/action.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { OVERRIDE } from '../pull-request/pull-request-approvals.ts';
import { CHOSEN } from './chosen.ts';
import { FILES } from './every-file.ts';
import { PEOPLE_CHANGED } from './people.ts';
import { ANSWER, CONTRIBUTIONS, PROMISE, WAITING } from './promise.ts';
import { HEAD } from './seen-head.ts';
import { UNASKED } from './unasked.ts';

/** Up to when an organisation's pull requests were looked over for those without a check. */
export const RECONCILED = 'reconciled';

/** What people have decided and done about a pull request: unlike what was learnt from GitHub, it can't be learnt anew. */
const DECIDED = [CHOSEN, UNASKED, OVERRIDE, HEAD, PROMISE, WAITING, ANSWER, CONTRIBUTIONS];

/** Everything that was learnt of an organisation. */
export function learntOfOrganization(organization: string): readonly Forgetting[] {
  const lower = organization.toLowerCase();
  return [
    { kind: 'policy', key: organization },
    { kind: 'property-names', key: organization },
    { kind: RECONCILED, key: lower },
    { kind: PEOPLE_CHANGED, key: lower },
    { kind: 'workload', prefix: `${lower}:` },
    ...['project', 'properties'].map((kind) => ({ kind, prefix: `${organization}/` })),
    ...[FILES, PEOPLE_CHANGED, 'owner', 'dependents', 'registry-listing', 'registry-addition', 'registry-needs'].map(
      (kind) => ({
        kind,
        prefix: `${lower}/`,
      }),
    ),
  ];
}

/** What was decided of its pull requests. */
export function decidedInOrganization(organization: string): readonly Forgetting[] {
  return DECIDED.map((kind) => ({ kind, prefix: `${organization.toLowerCase()}/` }));
}

/** Everything that was learnt of a repository. */
export function learntOfRepository(repository: RepositoryRef): readonly Forgetting[] {
  const name = fullName(repository);
  const lower = name.toLowerCase();
  return [
    ...['project', 'properties'].map((kind) => ({ kind, key: name })),
    ...[PEOPLE_CHANGED, 'dependents', 'registry-listing'].map((kind) => ({ kind, key: lower })),
    { kind: 'registry-addition', prefix: `${lower}/` },
    ...[FILES, 'owner'].map((kind) => ({ kind, prefix: `${lower}:` })),
  ];
}

/** What was decided of its pull requests. */
export function decidedInRepository(repository: RepositoryRef): readonly Forgetting[] {
  return DECIDED.map((kind) => ({ kind, prefix: `${fullName(repository).toLowerCase()}#` }));
}
