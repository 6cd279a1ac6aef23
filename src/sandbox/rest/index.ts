import { APP_ROUTES } from './app.ts';
import { ASSET_ROUTES } from './assets.ts';
import { BRANCH_ROUTES } from './branches.ts';
import { CHECK_ROUTES } from './checks.ts';
import { COLLABORATOR_ROUTES } from './collaborators.ts';
import { COMMENT_ROUTES } from './comments.ts';
import { COMMIT_ROUTES } from './commits.ts';
import { CONTENT_ROUTES } from './contents.ts';
import { DELIVERY_ROUTES } from './deliveries.ts';
import { GIT_OBJECT_ROUTES } from './git-objects.ts';
import { GIT_REF_ROUTES } from './git-refs.ts';
import { ISSUE_ROUTES } from './issues.ts';
import { LABEL_ROUTES } from './labels.ts';
import { ORGANISATION_ROUTES } from './organisation.ts';
import { PROPERTY_ROUTES } from './properties.ts';
import { PULL_ROUTES } from './pulls.ts';
import { RELEASE_ROUTES } from './releases.ts';
import { REPOSITORY_ROUTES } from './repositories.ts';
import { REVIEW_ROUTES } from './reviews.ts';
import type { Route } from './router.ts';
import { SEARCH_ROUTES } from './search.ts';
import { STATUS_ROUTES } from './statuses.ts';
import { TEAM_ROUTES } from './teams.ts';

/** Everything of GitHub's REST API that the stand-in can do; what isn't here it says it can't. */
export const ROUTES: readonly Route[] = [
  ...APP_ROUTES,
  ...DELIVERY_ROUTES,
  ...ORGANISATION_ROUTES,
  ...TEAM_ROUTES,
  ...PROPERTY_ROUTES,
  ...REPOSITORY_ROUTES,
  ...COLLABORATOR_ROUTES,
  ...BRANCH_ROUTES,
  ...CONTENT_ROUTES,
  ...COMMIT_ROUTES,
  ...STATUS_ROUTES,
  ...GIT_REF_ROUTES,
  ...GIT_OBJECT_ROUTES,
  ...ISSUE_ROUTES,
  ...COMMENT_ROUTES,
  ...LABEL_ROUTES,
  ...PULL_ROUTES,
  ...REVIEW_ROUTES,
  ...CHECK_ROUTES,
  ...RELEASE_ROUTES,
  ...ASSET_ROUTES,
  ...SEARCH_ROUTES,
];
