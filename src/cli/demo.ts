import { once } from 'node:events';
import { createLog } from '../app/log.ts';
import type { HookDelivery, RepositoryModel } from '../sandbox/model.ts';
import { personClient } from '../sandbox/person-client.ts';
import { MORNING, SAMPLE_ORGANISATION } from '../sandbox/sample/morning.ts';
import type { CliCommand } from './commands.ts';
import { type DemoWorld, startDemoWorld } from './demo-world.ts';
import { EXIT } from './io.ts';
import { formatOf, numberOption } from './options.ts';
import { createProgress } from './output/progress.ts';
import { stopSignal } from './stop-signal.ts';

const FORMATS = ['text', 'json'] as const;

export const demo: CliCommand = {
  define: (command) =>
    command
      .option('--once', 'stop by itself at the end of the play')
      .option('--port <number>', 'the portal’s port; 0 takes any free one', '0')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run(_, options, io) {
    const format = formatOf(options, FORMATS);
    const progress = createProgress(io, format);
    const say = (line: string) => {
      progress.clear();
      if (format === 'text') io.out(`${line}\n`);
    };
    say('Innkeeper opens. Nothing here needs an account or leaves this machine.\n');
    progress.show('Building the stand-in GitHub and the App …');
    const log = createLog('error');
    const world = await startDemoWorld({
      organisation: SAMPLE_ORGANISATION,
      log,
      app: { port: numberOption(options, 'port') ?? 0 },
    });
    try {
      progress.show('The App reads every repository …');
      await world.quiet();
      say(
        `07:55  Rosa installs Innkeeper on all of acme. It checks each repository and opens ${openIssues(world)} checklists.\n`,
      );
      news(world);
      for (const step of MORNING) {
        say(`${step.at}  ${step.tells}`);
        progress.show('       …');
        await step.act(personClient(world.sandbox, step.who));
        await world.quiet();
        for (const line of news(world)) say(`       ${line}`);
        say('');
      }
      if (format === 'json') io.out(`${JSON.stringify(await report(world))}\n`);
      say(`The portal: ${world.app.url}`);
      say(`GitHub:     ${world.sandbox.url}/acme`);
      if (options.once !== true) {
        say('\nLook around; Ctrl-C closes the house.');
        await once(stopSignal(), 'abort');
      }
    } finally {
      progress.clear();
      await world.close();
    }
    return EXIT.fine;
  },
};

function openIssues({ sandbox }: DemoWorld): number {
  return repositoriesOf(sandbox)
    .flatMap(({ issues }) => [...issues.values()])
    .filter(({ pull, state }) => !pull && state === 'open').length;
}

function repositoriesOf(sandbox: DemoWorld['sandbox']): readonly RepositoryModel[] {
  return [...sandbox.world.repositories.values()];
}

/** What the App has written since it was last asked, in a line each. */
function news({ sandbox }: DemoWorld): readonly string[] {
  const { deliveries } = sandbox.hooks;
  const fresh = deliveries.slice(told.get(sandbox) ?? 0);
  told.set(sandbox, deliveries.length);
  return fresh.flatMap((delivery) => tell(delivery, sandbox.world.bot.login));
}

const told = new WeakMap<DemoWorld['sandbox'], number>();

type Payload = {
  readonly sender?: { readonly login: string };
  readonly check_run?: {
    readonly name: string;
    readonly conclusion: string;
    readonly output: { readonly title: string };
  };
  readonly label?: { readonly name: string };
  readonly requested_reviewer?: { readonly login: string };
  readonly requested_team?: { readonly slug: string };
  readonly issue?: { readonly number: number; readonly title: string };
  readonly head_commit?: { readonly message: string } | null;
};

function tell({ event, action, payload, repository }: HookDelivery, bot: string): readonly string[] {
  const content = payload as Payload;
  if (content.sender?.login !== bot) return [];
  const { check_run: check, label, requested_reviewer: reviewer, requested_team: team, issue } = content;
  // GitHub tells of a run that begins finished twice: as created, and as completed.
  if (check && action !== 'completed') return [];
  if (check) return [`check   ${check.name}: ${check.conclusion} — ${check.output.title}`];
  if (action === 'labeled' && label && event === 'pull_request') return [`label   ${label.name}`];
  if (action === 'review_requested') return [`review  asked of ${reviewer?.login ?? team?.slug}`];
  if (event === 'issue_comment' && action === 'created') return [`comment on #${issue?.number} ${issue?.title}`];
  if (event === 'issues' && action === 'opened') return [`issue   ${issue?.title}`];
  return event === 'push' && content.head_commit
    ? [`commit  to ${repository}: ${content.head_commit.message.split('\n')[0]}`]
    : [];
}

async function report({ sandbox, app }: DemoWorld): Promise<object> {
  const { world } = sandbox;
  const kept = await app.store.deliveries.list({ limit: 1000 });
  const all = repositoriesOf(sandbox).flatMap((repository) =>
    [...repository.issues.values()].map((issue) => ({ repository, issue })),
  );
  const registry = world.repositories.get('registry');
  const head = registry?.git.resolve('HEAD') ?? null;
  return {
    deliveries: kept
      .filter(({ event }) => event !== 'innkeeper')
      .reverse()
      .map(({ id, event, action, repository, status }) => ({
        id,
        event,
        action,
        repository: repository && `${repository.owner}/${repository.name}`,
        status,
      })),
    pullRequests: all.flatMap(({ repository, issue }) => {
      const { pull } = issue;
      if (!pull) return [];
      const checks = repository.checks.filter(({ sha }) => sha === pull.headSha);
      return [
        {
          repository: world.fullName(repository),
          number: issue.number,
          title: issue.title,
          author: issue.author.login,
          labels: [...issue.labels],
          requestedReviewers: [...pull.requestedUsers],
          requestedTeams: [...pull.requestedTeams],
          checks: checks.map(({ name, conclusion }) => ({ name, conclusion })),
          checklist: issue.comments.find(({ body }) => body.startsWith('<!-- innkeeper:checklist -->'))?.body ?? null,
        },
      ];
    }),
    issues: all
      .filter(({ issue }) => !issue.pull)
      .map(({ repository, issue: { number, title, state, body } }) => ({
        repository: world.fullName(repository),
        number,
        title,
        state,
        body,
      })),
    registry: {
      repository: registry ? world.fullName(registry) : null,
      head,
      files:
        registry && head
          ? registry.git
              .entries(registry.git.commit(head).tree)
              .filter(({ type }) => type === 'blob')
              .map(({ path }) => path)
          : [],
    },
    portal: app.url,
    github: sandbox.url,
  };
}
