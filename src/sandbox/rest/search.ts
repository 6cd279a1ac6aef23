import * as payloads from '../payloads/index.ts';
import { searchIssues } from '../search.ts';
import { type Route, route } from './router.ts';

export const SEARCH_ROUTES: readonly Route[] = [
  route('GET /search/issues', ({ world, caller, query }) => ({
    page: searchIssues(world, caller, query.get('q') ?? '').map(({ issue, repository }) => ({
      ...payloads.issue(world, repository, issue),
      score: 1,
    })),
    pageName: 'items',
    pageFields: { incomplete_results: false, search_type: 'lexical' },
  })),
];
