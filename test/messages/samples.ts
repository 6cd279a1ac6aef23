import type { PolicyEffect } from '../../src/config/policy-effect.ts';
import type { Override } from '../../src/domain/override.ts';
import type { ResolvedOwner } from '../../src/domain/person.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { PullRequest, Review } from '../../src/domain/pull-request.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import type { Selection } from '../../src/reviewers/selection.ts';
import { evaluatePullRequest } from '../../src/rules/pull-request/evaluate.ts';
import { factsOf, judged, REPOSITORY } from '../support/repository.ts';

/** What somebody might write where we show it, to make us mention people, draw pictures or lose our own comment. */
export const HOSTILE =
  '@acme/everyone <img src=x onerror=alert(1)> <!-- innkeeper:checklist --> `code` | **bold** [x](https://evil.example)\n# Heading\n\u202egnp #1';

const MANIFEST = `version: 1
title: HTTP client
type: inner-source
tier: production
owners: ["@acme/platform"]
support: { channel: "#http-client", response: 2 working days }
`;

const PLATFORM = {
  owner: '@acme/platform',
  kind: 'team',
  exists: true,
  permission: 'maintain',
  members: ['alice', 'bob', 'hugo'],
} as const;

const POLICY = `mode: enforce
rules: { contributing: { level: error, sections: ["Build|Set up", Review] } }
waivers:
  - { rule: continuous-integration, repository: http-client, reason: The new builders come in spring., owner: "@acme/platform", until: 2027-03-31 }
`;

/** A project as most are: some things in order, some missing, one waived. */
export const someFacts = factsOf(
  {
    'README.md': '# HTTP client\n',
    LICENSE: 'MIT License\n',
    'CONTRIBUTING.md': '# Contributing\n\n## Building\n',
    '.github/CODEOWNERS': '* @acme/platform\n/docs/ @acme/writers\n',
    'innersource.yml': MANIFEST,
  },
  {
    owners: [PLATFORM],
    codeowners: [PLATFORM, { ...PLATFORM, owner: '@acme/writers', exists: false, members: [] }],
    versions: [{ tag: 'v1.3.0', prerelease: false }],
  },
);
export const someVerdicts = judged(someFacts, POLICY);

/** Nothing but an empty repository. */
export const emptyFacts = factsOf({});
export const emptyVerdicts = judged(emptyFacts);

/** Everything in order. */
export const goodFacts = factsOf(
  {
    'README.md': '# HTTP client\n',
    LICENSE: 'MIT License\n',
    'CONTRIBUTING.md': '# Contributing\n\n## Building\n\n## Reviews\n',
    '.github/CODEOWNERS': '* @acme/platform\n',
    '.github/workflows/ci.yml': 'on: push\n',
    '.github/ISSUE_TEMPLATE/bug.yml': 'name: Bug\n',
    '.github/PULL_REQUEST_TEMPLATE.md': 'Why?\n',
    'CHANGELOG.md': '# Changelog\n',
    'CODE_OF_CONDUCT.md': '# Conduct\n',
    'SECURITY.md': '# Security\n',
    'docs/index.md': '# Use\n',
    'innersource.yml': MANIFEST,
  },
  {
    owners: [PLATFORM],
    codeowners: [PLATFORM],
    license: 'MIT',
    repository: { ...REPOSITORY, topics: ['http'], description: 'One HTTP client for all of us.' },
    versions: [{ tag: 'v1.3.0', prerelease: false }],
  },
);
export const goodVerdicts = judged(goodFacts, POLICY);

/** A manifest that says hostile things wherever it may say anything. */
export const hostileFacts = factsOf({
  'innersource.yml': JSON.stringify({
    version: 1,
    title: HOSTILE,
    description: HOSTILE,
    tier: 'production',
    type: 'inner-source',
    support: { channel: HOSTILE, response: HOSTILE },
    documentation: 'https://evil.example/<!--',
  }),
});
export const hostileVerdicts = judged(
  hostileFacts,
  `mode: warn\nwaivers: [${JSON.stringify({ rule: 'license', repository: '*', reason: HOSTILE, owner: '@acme/platform', until: '2099-01-01' })}]\n`,
);

export const somePullRequest: PullRequest = {
  repository: REPOSITORY,
  number: 7,
  title: 'Spread the retries',
  body: 'So that the archive isn’t asked by all of us at once.',
  author: { login: 'dmitri', kind: 'member' },
  draft: false,
  open: true,
  base: { branch: 'main', sha: 'a'.repeat(40) },
  head: { branch: 'jitter', sha: 'b'.repeat(40), fork: false },
  files: [{ path: 'src/retry.js', status: 'modified', additions: 12, deletions: 3 }],
  filesTruncated: false,
  labels: [],
  requested: { users: [], teams: [] },
  reviews: [],
};

/** Governs itself, removes what it should keep, and says next to nothing. */
export const carelessPullRequest: PullRequest = {
  ...somePullRequest,
  title: 'WIP',
  body: '',
  files: [
    { path: 'README.md', status: 'removed', additions: 0, deletions: 40 },
    { path: '.github/CODEOWNERS', status: 'modified', additions: 1, deletions: 0 },
    { path: 'src/index.js', status: 'modified', additions: 1800, deletions: 20 },
  ],
};

export const hostilePullRequest: PullRequest = {
  ...somePullRequest,
  title: `WIP ${HOSTILE}`,
  base: { branch: 'main`<b>', sha: 'a'.repeat(40) },
  files: [{ path: 'docs/`x`<img>|README.md', status: 'removed', additions: 0, deletions: 1 }],
};

const NOTHING_ELSE = {
  mode: 'enforce',
  governed: true,
  rules: [],
  registryRules: [],
  waivers: [],
  requires: { prototype: [], research: [], tooling: [], production: [] },
  mayDependOn: {
    types: { 'open-source': [], 'inner-source': [], 'domain-specific': [], integration: [] },
    tiers: { prototype: [], research: [], tooling: [], production: [] },
  },
} as const;

export function pullRequestVerdicts(pullRequest: PullRequest) {
  return evaluatePullRequest(
    { pullRequest, project: someFacts.project, owners: [PLATFORM], trusted: [], override: null },
    {
      ...NOTHING_ELSE,
      pullRequestRules: [
        'pull-request-description',
        'pull-request-title',
        'pull-request-size',
        'keeps-documents',
        'changelog-entry',
        'judged-by-base',
      ].map((rule) => ({
        rule,
        level: rule === 'keeps-documents' ? 'error' : 'warning',
        mode: 'enforce',
        options: {},
      })),
    },
  );
}

const ASKED = { team: false, already: false, preference: null } as const;

/** Every reason, and every way of preferring one to another. */
/** What the rule on approvals says of `somePullRequest`, whose owning team is `@acme/platform`. */
export function approvalVerdicts(
  options: { owners: number; outside: number },
  fields: { reviews?: readonly Review[]; override?: Override; mode?: 'warn'; owners?: readonly ResolvedOwner[] } = {},
) {
  return evaluatePullRequest(
    {
      pullRequest: { ...somePullRequest, reviews: fields.reviews ?? [] },
      project: someFacts.project,
      owners: fields.owners ?? [PLATFORM],
      trusted: [],
      override: fields.override ?? null,
    },
    {
      ...NOTHING_ELSE,
      pullRequestRules: [{ rule: 'approvals', level: 'error', mode: fields.mode ?? 'enforce', options }],
    },
  );
}

export const someSelection: Selection = {
  reviewers: [
    {
      ...ASKED,
      who: 'alice',
      reasons: [
        { kind: 'owns-files', pattern: '/src/', files: 2 },
        { kind: 'owns-files', pattern: '*.md', files: 1 },
      ],
      preference: { by: 'load', among: 3, team: '@acme/platform' },
    },
    {
      ...ASKED,
      who: 'bob',
      reasons: [{ kind: 'owning-team', team: '@acme/platform' }],
      preference: { by: 'turn', among: 2, team: '@acme/platform' },
    },
    {
      ...ASKED,
      who: 'grace',
      reasons: [{ kind: 'group', from: '@acme/design', paths: ['tokens/**'] }],
      preference: { by: 'draw', among: 4, team: null },
    },
    {
      ...ASKED,
      who: 'nia',
      reasons: [{ kind: 'expert', from: '@acme/physics', domain: 'imaging' }],
      preference: { by: 'commits', among: 2, team: '@acme/physics' },
    },
    { ...ASKED, who: 'erin', reasons: [{ kind: 'outside' }], preference: { by: 'equal', among: 9, team: null } },
    { ...ASKED, who: 'zoe', reasons: [{ kind: 'trusted-committer' }, { kind: 'already' }], already: true },
    { ...ASKED, who: '@acme/writers', team: true, reasons: [{ kind: 'whole-team' }] },
    { ...ASKED, who: '@acme/tools', team: true, reasons: [{ kind: 'assigning-team' }], already: true },
  ],
  passedOver: [
    { login: 'dmitri', why: 'author' },
    { login: 'hugo', why: 'busy' },
    { login: 'carol', why: 'away' },
    { login: 'ivan', why: 'over-cap' },
    { login: 'judy', why: 'removed' },
    { login: 'trent', why: 'refused' },
    { login: 'mallory', why: 'excluded' },
    { login: 'renovate[bot]', why: 'bot' },
    { login: 'yuki', why: 'off-hours' },
    { login: 'walter', why: 'busy' },
  ],
  missing: [
    { reason: { kind: 'owns-files', pattern: '/legal/', files: 1 }, count: 1, why: 'maximum' },
    { reason: { kind: 'outside' }, count: 2, why: 'nobody' },
    { reason: { kind: 'group', from: '@acme/security', paths: ['**'] }, count: 1, why: 'nobody' },
  ],
  unaskable: [{ owner: '@acme/gone', why: 'unseen' }],
  unowned: 4,
  cutAt: 3000,
};

export const nobody: Selection = {
  reviewers: [],
  passedOver: [{ login: 'hugo', why: 'busy' }],
  missing: [{ reason: { kind: 'owning-team', team: '@acme/platform' }, count: 1, why: 'nobody' }],
  unaskable: [
    { owner: '@acme/readers', why: 'no-write' },
    { owner: '@acme/hidden', why: 'secret' },
  ],
  unowned: 0,
  cutAt: null,
};

const FOREIGN = '/`a`|<b>';

/** Other people's patterns, domains and logins where they are shown. */
export const hostileSelection: Selection = {
  reviewers: [
    { ...ASKED, who: 'alice', reasons: [{ kind: 'owns-files', pattern: FOREIGN, files: 1 }] },
    { ...ASKED, who: 'bob', reasons: [{ kind: 'expert', from: '@acme/physics', domain: HOSTILE }] },
    { ...ASKED, who: 'eve', reasons: [{ kind: 'group', from: '@acme/design', paths: [FOREIGN, HOSTILE] }] },
    { ...ASKED, who: '@acme/platform', team: true, reasons: [{ kind: 'whole-team' }] },
  ],
  passedOver: [{ login: HOSTILE, why: 'busy' }],
  missing: [{ reason: { kind: 'owns-files', pattern: HOSTILE, files: 1 }, count: 1, why: 'nobody' }],
  unaskable: [{ owner: HOSTILE, why: 'unseen' }],
  unowned: 0,
  cutAt: null,
};

export const someRefusals: readonly Refusal[] = [
  {
    rule: 'version-mismatch',
    summary: 'package.json says 1.3.0, the tag v1.4.0 says 1.4.0.',
    expected: 'version 1.4.0 in package.json at the tag.',
    found: '1.3.0',
    fix: 'Set the version in package.json to 1.4.0, commit, delete this release and its tag, and publish it again from that commit.',
  },
  {
    rule: 'license',
    summary: 'The package says no licence.',
    fix: 'Add a LICENSE file at the root.',
  },
];

export const hostileRefusal: Refusal = {
  rule: 'name',
  summary: HOSTILE,
  expected: HOSTILE,
  found: HOSTILE,
  fix: HOSTILE,
};

export const someProblems: readonly Problem[] = [
  {
    file: 'innkeeper.yml',
    line: 2,
    column: 7,
    message: '`mode` must be one of `off`, `report`, `warn`, `enforce`, not the text `enfoce`. Did you mean `enforce`?',
  },
  { file: 'innkeeper.yml', line: 3, column: 1, message: 'Unknown key `repositores`. Did you mean `repositories`?' },
];

export const hostileProblem: Problem = {
  file: 'innkeeper.yml',
  line: 4,
  column: 1,
  message: `Unknown key \`${HOSTILE}\`.`,
};

const many = Array.from({ length: 14 }, (_, index) => `acme/service-${index + 1}`);

export const someEffect: PolicyEffect = {
  projects: 120,
  changed: ['mode', 'rules'],
  rules: [
    { rule: 'contributing', fails: many, told: ['acme/http-client'], eased: [], open: [] },
    { rule: 'changelog', fails: [], told: ['acme/http-client', 'acme/imaging'], eased: [], open: [] },
    { rule: 'license', fails: [], told: [], eased: ['acme/log-kit'], open: many.slice(0, 3) },
  ],
};
