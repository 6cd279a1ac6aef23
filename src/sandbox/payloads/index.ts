/** GitHub's JSON for what the world holds: the same in REST answers and in webhooks. */

export { check, checkWebhook } from './check.ts';
export { commit, diffEntry, gitCommit, gitUrl, simpleCommit } from './commit.ts';
export { app, installation } from './installation.ts';
export { comment, issue, label, labelsOf, reaction } from './issue.ts';
export { api, type Json, nodeId, page } from './links.ts';
export {
  association,
  organization,
  organizationProfile,
  profile,
  team,
  teamProfile,
  user,
} from './people.ts';
export { pull, review, simplePull } from './pull.ts';
export { push } from './push.ts';
export { assetOf, release } from './release.ts';
export { permissionsJson, repository, repositoryProfile } from './repository.ts';
export { simpleStatus, status } from './status.ts';
