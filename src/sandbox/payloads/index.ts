/** GitHub's JSON for what the world holds: the same in REST answers and in webhooks. */

export { check } from './check.ts';
export { comment, issue, label } from './issue.ts';
export { api } from './links.ts';
export { association, organization, team, user } from './people.ts';
export { pull, review } from './pull.ts';
export { push } from './push.ts';
export { assetOf, release } from './release.ts';
export { installation, repository } from './repository.ts';
