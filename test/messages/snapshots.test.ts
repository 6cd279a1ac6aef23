import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/handlers/commands/index.ts';
import { checkText } from '../../src/messages/check-summary.ts';
import { checklist } from '../../src/messages/checklist.ts';
import { answerComment, helpComment, mayNot, refusedAnswer, unknownCommand } from '../../src/messages/command.ts';
import { mergeGroupText } from '../../src/messages/merge-group.ts';
import { brokenPolicyText, policyEffectText } from '../../src/messages/policy-check.ts';
import { PROJECT_ISSUE_TITLE, projectIssue } from '../../src/messages/project-issue.ts';
import { alreadyProposed, proposed, qualification, tierProposal, waiverProposal } from '../../src/messages/proposal.ts';
import {
  commitMessage,
  registryCheckText,
  releaseIssue,
  releaseIssueTitle,
  withdrawalIssue,
} from '../../src/messages/release.ts';
import { reminder } from '../../src/messages/reminder.ts';
import { thanks, trustedProposal } from '../../src/messages/thanks.ts';
import { checklistItem } from '../../src/messages/verdict-lines.ts';
import * as sample from './samples.ts';

const SETTINGS = {
  contact: '#innersource',
  documentation: 'https://handbook.acme.example/innersource',
  footer: 'Thank you for sharing.',
};
const HOSTILE_SETTINGS = { contact: sample.HOSTILE, documentation: sample.HOSTILE, footer: sample.HOSTILE };

const SITE = { url: 'https://github.com/acme/http-client', branch: 'main' };
const common = {
  site: SITE,
  owners: ['@acme/platform'],
  crossTeam: false,
  selection: null,
  reminders: [],
  settings: {},
};
const checklists = {
  'From another team, on a project with open points': checklist({
    ...common,
    pullRequest: sample.somePullRequest,
    project: sample.someFacts.project,
    crossTeam: true,
    welcome: { contributing: 'https://github.com/acme/http-client/blob/main/CONTRIBUTING.md' },
    verdicts: sample.pullRequestVerdicts(sample.somePullRequest),
    projectVerdicts: sample.someVerdicts,
    selection: sample.someSelection,
    reminders: [
      { text: 'The new behaviour has a test' },
      { text: 'Whoever uses it knows', link: 'https://handbook.acme.example/changes (1)' },
    ],
    settings: SETTINGS,
  }),
  'Careless, on a project that says nothing of itself': checklist({
    ...common,
    pullRequest: sample.carelessPullRequest,
    project: sample.emptyFacts.project,
    owners: [],
    verdicts: sample.pullRequestVerdicts(sample.carelessPullRequest),
    projectVerdicts: sample.emptyVerdicts,
    selection: sample.nobody,
  }),
  'All in order': checklist({
    ...common,
    pullRequest: sample.somePullRequest,
    project: sample.goodFacts.project,
    verdicts: sample.pullRequestVerdicts(sample.somePullRequest).filter(({ status }) => status === 'pass'),
    projectVerdicts: sample.goodVerdicts,
  }),
  Hostile: checklist({
    ...common,
    pullRequest: sample.hostilePullRequest,
    project: sample.hostileFacts.project,
    crossTeam: true,
    owners: ['@acme/`x`<b>'],
    verdicts: sample.pullRequestVerdicts(sample.hostilePullRequest),
    projectVerdicts: sample.hostileVerdicts,
    selection: sample.hostileSelection,
    reminders: [{ text: sample.HOSTILE, link: 'https://evil.example/")<img>' }],
    settings: HOSTILE_SETTINGS,
  }),
};

const issues = {
  'Some open': issue({ project: sample.someFacts.project, verdicts: sample.someVerdicts, settings: SETTINGS }),
  Empty: issue({ project: sample.emptyFacts.project, verdicts: sample.emptyVerdicts, settings: {} }),
  'All in order': issue({ project: sample.goodFacts.project, verdicts: sample.goodVerdicts, settings: {} }),
  'In the policy repository': issue({
    project: sample.emptyFacts.project,
    verdicts: sample.emptyVerdicts,
    settings: {},
    about: 'acme/http-client',
  }),
  Hostile: issue({
    project: sample.hostileFacts.project,
    verdicts: sample.hostileVerdicts,
    settings: HOSTILE_SETTINGS,
  }),
};

function issue(input: Parameters<typeof projectIssue>[0]): string {
  return projectIssue({ ...input, site: SITE });
}

const releases = {
  Refused: releaseIssue({
    tag: 'v1.4.0',
    registry: 'acme/registry',
    refusals: sample.someRefusals,
    settings: SETTINGS,
  }),
  Hostile: releaseIssue({
    tag: 'v1`<b>--><img>@acme/everyone',
    registry: 'acme/registry',
    refusals: [sample.hostileRefusal],
    settings: HOSTILE_SETTINGS,
  }),
};

const withdrawals = {
  'Not withdrawn': withdrawalIssue({
    tag: 'v1.4.0',
    name: '@acme/http-client',
    version: '1.4.0',
    registry: 'acme/registry',
    refusal: {
      rule: 'registry',
      summary: 'The App may not write to the package registry acme/registry.',
      fix: 'Ask an admin to let the App bypass the branch protection of acme/registry.',
    },
    settings: SETTINGS,
  }),
  Hostile: withdrawalIssue({
    tag: 'v1`<b>--><img>@acme/everyone',
    name: '<b>@acme/everyone',
    version: '1.4.0',
    registry: 'acme/registry',
    refusal: sample.hostileRefusal,
    settings: HOSTILE_SETTINGS,
  }),
};

const registryChecks = {
  Registered: registryCheckText({
    registry: 'acme/registry',
    registered: [{ name: '@acme/http-client', version: '1.4.0' }],
    refusals: [],
    warnings: [],
  }),
  'Registered, with a warning': registryCheckText({
    registry: 'acme/registry',
    registered: [
      { name: 'Imaging', version: '2.0.0' },
      { name: 'imaging-io', version: '2.0.0' },
    ],
    refusals: [],
    warnings: sample.someRefusals.slice(1),
  }),
  Refused: registryCheckText({
    registry: 'acme/registry',
    registered: [],
    refusals: sample.someRefusals,
    warnings: [],
  }),
  Hostile: registryCheckText({
    registry: 'acme/registry',
    registered: [],
    refusals: [sample.hostileRefusal],
    warnings: [sample.hostileRefusal],
  }),
};

const checks = {
  'Some open': checkText(sample.someVerdicts),
  'All in order': checkText(sample.goodVerdicts),
  'Recommendations only': checkText(sample.someVerdicts.filter(({ level }) => level !== 'error')),
  'No rule applies': checkText([]),
  'Waits for approvals': checkText(sample.approvalVerdicts({ owners: 2, outside: 1 })),
  'Waits for more owners than there are': checkText(sample.approvalVerdicts({ owners: 4, outside: 0 })),
  'Waits for an owner, where none is named': checkText(
    sample.approvalVerdicts({ owners: 1, outside: 0 }, { owners: [] }),
  ),
  'Approvals lifted': checkText(
    sample.approvalVerdicts(
      { owners: 1, outside: 0 },
      { override: { head: sample.somePullRequest.head.sha, by: 'dmitri', reason: sample.HOSTILE } },
    ),
  ),
  Hostile: checkText(sample.hostileVerdicts),
};

const [someProblem = sample.hostileProblem] = sample.someProblems;
const policyChecks = {
  'Broken on the default branch': brokenPolicyText({
    problems: sample.someProblems,
    proposed: false,
    lastGood: true,
  }),
  'Broken from the beginning': brokenPolicyText({ problems: [someProblem], proposed: false, lastGood: false }),
  'Broken in a pull request': brokenPolicyText({ problems: [someProblem], proposed: true, lastGood: true }),
  'Broken in the first pull request': brokenPolicyText({ problems: [someProblem], proposed: true, lastGood: false }),
  'Broken all over': (() => {
    const problems = Array.from({ length: 120 }, (_, index) => ({ ...someProblem, line: index + 1 }));
    const { title, summary } = brokenPolicyText({ problems, proposed: false, lastGood: true });
    return {
      title,
      summary: summary
        .split('\n')
        .filter((_, index) => index < 3 || index > 100)
        .join('\n'),
    };
  })(),
  'In a pull request': policyEffectText(sample.someEffect, 'proposed'),
  'In a pull request, and all stays as it is': policyEffectText(
    { projects: 120, changed: ['registry'], rules: [] },
    'proposed',
  ),
  'In the first pull request': policyEffectText({ projects: 0, changed: [], rules: [] }, 'proposed'),
  'In force': policyEffectText(sample.someEffect, 'in-force'),
  Removed: policyEffectText(
    { projects: 1, changed: [], rules: [{ rule: 'readme', fails: [], told: [], eased: ['acme/a'], open: [] }] },
    'removal',
  ),
  Hostile: brokenPolicyText({ problems: [sample.hostileProblem], proposed: true, lastGood: true }),
};

const register = COMMANDS.find(({ name }) => name === 'register');
const commands = {
  Help: helpComment(COMMANDS),
  Unknown: answerComment(1, [refusedAnswer('reviwers', unknownCommand('reviewers'))]),
  Refused: answerComment(1, register ? [refusedAnswer('register v1.4.0', mayNot(register), 'Ask one of them.')] : []),
  Hostile: answerComment(1, [refusedAnswer(sample.HOSTILE, sample.HOSTILE, sample.HOSTILE)]),
};

const askedFor = { repository: { owner: 'acme', name: 'http-client' }, number: 7, by: 'alice' };
const waiver = {
  rule: 'changelog',
  repository: 'http-client',
  reason: sample.HOSTILE,
  owner: '@alice',
  until: '2099-01-01',
};
const raise = tierProposal({
  tier: 'production',
  before: 'tooling',
  path: 'innersource.yml',
  askedFor,
  verdicts: sample.goodVerdicts,
});
const proposals = {
  'Another tier': `${raise.title}\n\n${raise.body}`,
  'A first tier': tierProposal({ tier: 'research', before: undefined, path: 'innersource.yml', askedFor, verdicts: [] })
    .body,
  'A waiver': waiverProposal(waiver, 'innkeeper.yml', askedFor).body,
  Proposed: proposed('https://github.com/acme/http-client/pull/8', raise),
  'Proposed already': alreadyProposed('https://github.com/acme/http-client/pull/8', raise),
  'What is missing': qualification({
    name: sample.HOSTILE,
    declared: undefined,
    next: 'prototype',
    verdicts: sample.someVerdicts,
    site: SITE,
  }),
};

const waiting = { response: sample.HOSTILE, since: '2026-11-20T10:00:00Z' };
const trusted = trustedProposal({ login: 'dmitri', count: 5, path: 'innersource.yml' });
const guests = {
  'Reminding the reviewers': reminder({ ...waiting, stage: 'reviewer', to: ['@alice', '@acme/security'] }),
  'Reminding another': reminder({ ...waiting, stage: 'candidate', to: ['@bob'] }),
  'Reminding the owners': reminder({ ...waiting, stage: 'owners', to: ['@acme/platform'] }),
  'Thanks for the first': thanks({ login: 'dmitri', project: sample.HOSTILE, first: true }),
  'Thanks for another': thanks({ login: 'dmitri', project: 'HTTP client', first: false }),
  [trusted.title]: trusted.body,
};

describe('what people read', () => {
  test.each([
    ['checklist', checklists],
    ['project-issue', issues],
    ['release-issue', releases],
    ['withdrawal-issue', withdrawals],
    ['command', commands],
    ['proposal', proposals],
    ['guests', guests],
  ])('%s', async (kind, messages: Readonly<Record<string, string>>) => {
    const page = Object.entries(messages).map(([name, body]) => `# ${name}\n\n${body}\n`);
    await expect(page.join('\n---\n\n')).toMatchFileSnapshot(`./snapshots/${kind}.md`);
  });

  test.each([
    ['check', checks],
    ['policy-check', policyChecks],
    ['registry-check', registryChecks],
    ['merge-group-check', { 'In a merge queue': mergeGroupText() }],
  ])('%s', async (kind, texts: Readonly<Record<string, Parameters<typeof face>[0]>>) => {
    const page = Object.entries(texts).map(([name, text]) => `# ${name}\n\n${face(text)}\n`);
    await expect(page.join('\n---\n\n')).toMatchFileSnapshot(`./snapshots/${kind}.md`);
  });

  test('rules', async () => {
    const repositories = {
      'An empty repository': sample.emptyVerdicts,
      'A repository with some of it': sample.someVerdicts,
      'A repository in order': sample.goodVerdicts,
      'A careless pull request': sample.pullRequestVerdicts(sample.carelessPullRequest),
    };
    const page = Object.entries(repositories).map(
      ([name, verdicts]) => `# ${name}\n\n${verdicts.map((verdict) => checklistItem(verdict)).join('\n')}\n`,
    );
    await expect(page.join('\n')).toMatchFileSnapshot('./snapshots/rules.md');
  });

  test('titles and commit messages are one line each', () => {
    expect(PROJECT_ISSUE_TITLE).toBe('InnerSource checklist');
    expect(releaseIssueTitle('v1.4.0')).toBe('Release v1.4.0 was not registered');
    expect(releaseIssueTitle('x'.repeat(250)).length).toBeLessThanOrEqual(256);
    expect(commitMessage('@acme/http-client', '1.4.0', false)).toBe('New version: @acme/http-client v1.4.0');
    expect(commitMessage('@acme/http-client', '1.0.0', true)).toBe('New package: @acme/http-client v1.0.0');
  });
});

/** A check as its page shows it: title, summary, notes at lines. */
function face(text: {
  title: string;
  summary: string;
  annotations?: readonly { path: string; line: number; level: string; title: string; message: string }[];
}): string {
  const notes = (text.annotations ?? []).map(
    ({ path, line, level, title, message }) =>
      `    ${path}:${line} ${level} ${title}\n${message.replace(/^/gm, '        ')}`,
  );
  return [`## ${text.title}`, '', text.summary, ...(notes.length > 0 ? ['', '### Notes', '', ...notes] : [])].join(
    '\n',
  );
}
