import { APP_ROUTES } from './app.ts';
import { CHECK_ROUTES } from './checks.ts';
import { ISSUE_ROUTES } from './issues.ts';
import { ORGANISATION_ROUTES } from './organisation.ts';
import { PULL_ROUTES } from './pulls.ts';
import { RELEASE_ROUTES } from './releases.ts';
import { REPOSITORY_ROUTES } from './repositories.ts';
import type { Route } from './router.ts';

/** Everything of GitHub's REST API that the stand-in can do; what isn't here it says it can't. */
export const ROUTES: readonly Route[] = [
  ...APP_ROUTES,
  ...ORGANISATION_ROUTES,
  ...REPOSITORY_ROUTES,
  ...ISSUE_ROUTES,
  ...PULL_ROUTES,
  ...CHECK_ROUTES,
  ...RELEASE_ROUTES,
];
