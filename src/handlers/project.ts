import type { Policy } from '../config/policy.ts';
import { type Action, CHECK_NAMES, type Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import type { ExistingIssue } from '../github/read-issues.ts';
import { type ProjectReading, readProject } from '../github/read-project.ts';
import { checkText, concludeCheck } from '../messages/check-summary.ts';
import { PROJECT_MARKER } from '../messages/markers.ts';
import { PROJECT_ISSUE_TITLE, projectIssue } from '../messages/project-issue.ts';
import { newestVersion } from '../rules/documents/versions.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { checkAction } from './shared/check-action.ts';
import { isWritten, type Judgement, judge, repositoryOf, toldOnGitHub } from './shared/judge.ts';
import { type ActivePolicy, loadPolicy } from './shared/policy.ts';
import { type PropertyState, propertyAction, propertyState } from './shared/properties.ts';
import { isPushOf } from './shared/pushed.ts';
import { type Rerequest, rerequestOf } from './shared/rerequest.ts';
import { sameText } from './shared/same-text.ts';

interface Facts {
  readonly reading: ProjectReading;
  readonly judgement: Judgement;
  readonly active: ActivePolicy & { readonly policy: Policy };
  readonly properties: PropertyState;
  /** Where the repository's own issues are switched off: the one in the policy repository. */
  readonly elsewhere: { readonly repository: RepositoryRef; readonly issue: ExistingIssue | null } | null;
  readonly version: string | null;
  readonly rerequest: Rerequest | null;
  readonly checkedAt: string;
}

/** Files whose change on the default branch can change a verdict. */
const GOVERNED = /^(?:\.github\/|docs\/|\.circleci\/|\.buildkite\/)|^[^/]*$/;

/** Judges a repository and tells its maintainers: one issue, one check, the custom properties. */
export const project = defineFeature<Facts>({
  name: 'project',
  on: [
    'innkeeper.check',
    'repository.created',
    'repository.renamed',
    'repository.transferred',
    'repository.publicized',
    'repository.privatized',
    'repository.unarchived',
    'repository.edited',
    'push',
    'check_run.rerequested',
    'check_suite.rerequested',
  ],
  gather,
  decide,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  if (!repository || installation === null || !concernsProject(delivery)) return null;
  const facts = await gatherProject(repository, installation, ports);
  return facts && { ...facts, rerequest: rerequestOf(delivery, CHECK_NAMES.project) };
}

async function gatherProject(
  repository: RepositoryRef,
  installation: number,
  ports: Ports,
): Promise<Omit<Facts, 'rerequest'> | null> {
  const active = await loadPolicy(ports, repository.owner, installation);
  const { policy } = active;
  if (!policy || fullName(repository).toLowerCase() === `${repository.owner}/.github`.toLowerCase()) return null;
  const client = ports.github(installation);
  const now = ports.now();
  const query = { repository, appId: ports.app.id, check: CHECK_NAMES.project, marker: PROJECT_MARKER, now };
  const reading = await readProject(client, query);
  if (!reading) return null;
  const judgement = await judge(ports, { reading, policy, installation });
  if (!judgement.effective.governed) return null;
  const before = await ports.memory.get<ProjectSnapshot>('project', fullName(repository));
  return {
    reading,
    judgement,
    active: { ...active, policy },
    properties: await propertyState(ports, repository, installation, isWritten(policy.mode)),
    elsewhere: reading.repository.hasIssues ? null : await issueElsewhere(),
    version: before?.version ?? newestVersion(reading.versions),
    checkedAt: now.toISOString(),
  };

  async function issueElsewhere(): Promise<Facts['elsewhere']> {
    const marker = PROJECT_MARKER.replace(' -->', ` ${fullName(repository)} -->`);
    const found = await readProject(client, { ...query, repository: active.repository, marker });
    return found?.repository.hasIssues ? { repository: active.repository, issue: found.issue } : null;
  }
}

function concernsProject(delivery: Delivery): boolean {
  if (delivery.action === 'rerequested') {
    const asked = rerequestOf(delivery, CHECK_NAMES.project);
    return asked !== null && (asked.byName || asked.onDefaultBranch);
  }
  return delivery.event !== 'push' || isPushOf(delivery, (path) => GOVERNED.test(path));
}

function decide(facts: Facts): Plan {
  const { reading, judgement, active, properties } = facts;
  const told = toldOnGitHub(judgement.verdicts);
  const writes = isWritten(active.policy.mode);
  const actions: Action[] =
    writes || told.length > 0
      ? [
          ...check(facts),
          ...issue(facts),
          ...(writes ? propertyAction(repositoryOf(reading), judgement.project, properties) : []),
        ]
      : [];
  const snapshot: ProjectSnapshot = {
    repository: reading.repository,
    project: judgement.project,
    verdicts: judgement.verdicts,
    version: facts.version,
    commit: reading.head,
    activity: reading.activity,
    checkedAt: facts.checkedAt,
  };
  const failing = judgement.verdicts.filter(({ status }) => status === 'fail').length;
  return {
    actions,
    outcome: `judged: ${failing} of ${judgement.verdicts.length} points open`,
    remember: [
      { kind: 'project', key: fullName(reading.repository), value: snapshot },
      ...actions.flatMap((action) =>
        action.kind === 'properties'
          ? [{ kind: 'properties', key: fullName(reading.repository), value: action.values }]
          : [],
      ),
    ],
  };
}

function check({ reading, judgement, rerequest }: Facts): Action[] {
  const sha = rerequest?.sha ?? reading.head;
  if (!sha) return [];
  const told = toldOnGitHub(judgement.verdicts);
  return checkAction({
    repository: repositoryOf(reading),
    sha,
    name: CHECK_NAMES.project,
    state: concludeCheck(told),
    text: checkText(told),
    existing: sha === reading.head ? reading.check : null,
    anew: rerequest !== null,
  });
}

function issue({ reading, judgement, active, elsewhere }: Facts): Action[] {
  const told = toldOnGitHub(judgement.verdicts);
  const open = told.some(({ status, level }) => status === 'fail' && level !== 'info');
  const repository = reading.repository.hasIssues ? repositoryOf(reading) : elsewhere?.repository;
  const existing = reading.repository.hasIssues ? reading.issue : (elsewhere?.issue ?? null);
  if (!repository || (!existing && !open)) return [];
  const about = reading.repository.hasIssues ? {} : { about: fullName(reading.repository) };
  const settings = active.policy.messages;
  const site = { url: reading.repository.url, branch: reading.repository.defaultBranch ?? 'HEAD' };
  const body = projectIssue({ project: judgement.project, verdicts: told, settings, site, ...about });
  const state = open ? 'open' : 'closed';
  const title = about.about ? `${PROJECT_ISSUE_TITLE}: ${about.about}` : PROJECT_ISSUE_TITLE;
  if (existing && existing.state === state && existing.title === title && sameText(existing.body, body)) return [];
  return [
    {
      kind: 'issue',
      repository,
      marker: PROJECT_MARKER,
      title,
      body,
      state,
      ...(existing ? { number: existing.number } : {}),
    },
  ];
}
