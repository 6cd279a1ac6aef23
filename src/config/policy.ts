import { z } from 'zod';
import { PACKAGE_TYPES } from '../domain/package-type.ts';
import { STRATEGIES, WEEKDAYS } from '../domain/reviewer-settings.ts';
import { TIERS } from '../domain/tier.ts';
import { MODES } from '../domain/verdict.ts';
import { REGISTRY_RULES } from '../registry/rules/index.ts';
import { RULES } from '../rules/index.ts';
import { PULL_REQUEST_RULES } from '../rules/pull-request/index.ts';
import { ruleSettings, where } from './rule-settings.ts';
import { color, date, duration, oneOrMany, owner, strict } from './schema.ts';

/** A tag beside the digest only tells people which version that is. */
const IMAGE = /^[a-z0-9][\w.:/-]{0,254}@sha256:[0-9a-f]{64}$/;
const REGISTRY_FORMATS = ['catalog', 'julia', 'python', 'npm', 'backstage', 'sap'] as const;

const repositoryName = z.string().regex(/^[^/\s]+\/[^/\s]+$/, { error: 'must be `owner/name`.' });

const registryMode = z.enum(['commit', 'pull-request']).describe('Write to the default branch, or by pull request.');
const registryMerge = z
  .enum(['automatic', 'manual'])
  .describe(
    'Who merges the registry’s pull requests: Innkeeper, while the rules pass and nobody holds it back, or a person.',
  );
const registryFormats = z.array(z.enum(REGISTRY_FORMATS)).describe('What is written beside the catalogue.');

const tier = (
  requires: readonly string[],
  mayDependOn: readonly (typeof TIERS)[number][],
  colour: string,
  description: string,
) =>
  strict({
    color: color.default(colour).describe('Colour of the `tier:` label: six hexadecimal digits.'),
    description: z.string().default(description).describe('What the tier promises; shown on the label.'),
    requires: z
      .array(z.string())
      .default([...requires])
      .describe('Rules that must pass for the tier to be earned.'),
    'may-depend-on': z
      .array(z.enum(TIERS))
      .default([...mayDependOn])
      .describe('Tiers that its packages may depend on.'),
  }).prefault({});

const type = (mayDependOn: readonly (typeof PACKAGE_TYPES)[number][]) =>
  strict({
    'may-depend-on': z
      .array(z.enum(PACKAGE_TYPES))
      .default([...mayDependOn])
      .describe('Package types that it may depend on.'),
  }).prefault({});

const RESEARCH = ['readme', 'manifest', 'owners'];
const TOOLING = [...RESEARCH, 'contributing', 'codeowners', 'license', 'support'];
const PRODUCTION = [
  ...TOOLING,
  'codeowners-valid',
  'security-policy',
  'changelog',
  'continuous-integration',
  'documentation',
  'releases',
];

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';

/** Over midnight where they end before they begin; never none at all. */
const hours = z
  .string()
  .regex(new RegExp(`^(${TIME})-(?!\\1$)(?:${TIME}|24:00)$`), { error: 'must be such as `09:00-17:00`.' });

const timeZone = z.string().refine(isTimeZone, { error: 'must be an IANA time zone, such as `Europe/Stockholm`.' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** `innkeeper.yml`: the organisation's policy. Every key has a default but `version`. */
export const policySchema = strict({
  version: z.literal(1).describe('The version of this file’s format.'),
  mode: z
    .enum(MODES)
    .default('report')
    .describe(
      'off: nothing is evaluated. report: shown in the portal and on the command line, nothing written to GitHub. warn: comments, labels, reviewers, issues, checks that never fail. enforce: failing errors fail the check.',
    ),
  repositories: strict({
    include: z.array(z.string()).default(['*']).describe('Globs over repository names.'),
    exclude: z.array(z.string()).default([]).describe('Globs over repository names; wins over `include`.'),
    archived: z.boolean().default(false).describe('Govern archived repositories too.'),
    forks: z.boolean().default(false).describe('Govern forks too.'),
  })
    .prefault({})
    .describe('Which repositories are governed.'),
  types: strict({
    'open-source': type(['open-source']),
    'inner-source': type(['open-source', 'inner-source']),
    'domain-specific': type(['open-source', 'inner-source', 'domain-specific']),
    integration: type([...PACKAGE_TYPES]),
  })
    .prefault({})
    .describe('Package types, and which they may depend on.'),
  tiers: strict({
    prototype: tier([], TIERS, 'cfd3d7', 'An experiment; may vanish.'),
    research: tier(RESEARCH, TIERS, 'c5def5', 'Used in studies; owned, not yet supported.'),
    tooling: tier(TOOLING, ['tooling', 'production'], 'fbca04', 'Used in daily work; supported.'),
    production: tier(PRODUCTION, ['production'], '0e8a16', 'Fit for products; supported and stable.'),
  })
    .prefault({})
    .describe('Maturity tiers, what each requires, and which they may depend on.'),
  rules: ruleSettings(RULES).prefault({}).describe('Rule → level, or its settings and options.'),
  'pull-requests': strict({
    bots: z.boolean().default(false).describe('Check pull requests that bots open.'),
    drafts: z.boolean().default(false).describe('Ask reviewers for drafts already.'),
    checklist: z
      .array(
        strict({
          text: z.string().min(1).describe('What the author should have thought of.'),
          paths: oneOrMany(z.string())
            .optional()
            .describe('Shown only when a changed file matches one of these globs.'),
          link: z.url().optional().describe('Where it is explained.'),
        }),
      )
      .default([])
      .describe('Reminders of your own in each checklist.'),
    rules: ruleSettings(PULL_REQUEST_RULES).prefault({}).describe('Rules for pull requests.'),
  })
    .prefault({})
    .describe('How pull requests are met.'),
  reviewers: strict({
    owners: z.int().min(0).default(1).describe('People of the owning team to ask.'),
    outside: z.int().min(0).default(0).describe('People from outside the owning team to ask.'),
    maximum: z.int().min(1).max(15).default(3).describe('At most so many are asked; GitHub takes no more than 15.'),
    strategy: z
      .enum(STRATEGIES)
      .default('least-loaded')
      .describe(
        'Who is chosen among equals. least-loaded: fewest open requests. round-robin: in turn. random: drawn, the less loaded the likelier. expertise: most commits to the changed files.',
      ),
    cap: z.int().min(1).default(5).describe('Open review requests a person may have and still be asked.'),
    away: z.array(z.string()).default([]).describe('People who are not asked for now.'),
    exclude: z.array(z.string()).default([]).describe('People who are never asked.'),
    groups: z
      .array(
        strict({
          paths: oneOrMany(z.string()).describe('Globs over changed files.'),
          from: owner.describe('The team or person to ask.'),
          count: z.int().min(1).default(1).describe('How many of them.'),
        }),
      )
      .default([])
      .describe('Further reviewers for certain files.'),
    experts: z
      .record(z.string().min(1), owner)
      .default({})
      .describe('Domain → the team or person of whom one is asked for projects whose manifest names that domain.'),
    dependents: strict({
      of: z
        .array(z.string())
        .default([])
        .describe('Globs over names of packages whose changes concern those who build on them.'),
      count: z.int().min(1).default(1).describe('How many of the owners of packages that need one.'),
    })
      .prefault({})
      .describe('Reviewers who speak for the users of an interface package.'),
    hours: z
      .array(
        strict({
          of: oneOrMany(owner).describe('Teams and people.'),
          'time-zone': timeZone.describe('IANA time zone.'),
          days: z.array(z.enum(WEEKDAYS)).default(['mon', 'tue', 'wed', 'thu', 'fri']).describe('Working days.'),
          hours: hours.default('09:00-17:00').describe('Working hours.'),
        }),
      )
      .default([])
      .describe('When some people work: out of these hours others are asked before them, and reminders wait.'),
  })
    .prefault({})
    .describe('How reviewers are chosen.'),
  registry: strict({
    repository: repositoryName.optional().describe('The package registry; default `<org>/registry`.'),
    mode: registryMode.default('commit'),
    merge: registryMerge.default('automatic'),
    waiting: strict({
      'new-package': duration.prefault('3 days').describe('Before a package’s first version is merged.'),
      'new-version': duration.prefault(0).describe('Before a further version is merged.'),
    })
      .prefault({})
      .describe('How long a pull request stays open for objections before it is merged by itself.'),
    'verify-image': z
      .string()
      .regex(IMAGE, { error: 'must be a container image by its digest, such as `ghcr.io/acme/innkeeper@sha256:…`.' })
      .optional()
      .describe(
        'A container image of Innkeeper, by its digest: the registry is then offered a workflow with which it checks itself.',
      ),
    formats: registryFormats.default(['catalog']),
    tags: z
      .array(z.string())
      .default([])
      .describe('Patterns of tags that can’t be read otherwise, such as `{package}_v{version}`.'),
    prereleases: z.boolean().default(true).describe('Register prereleases too.'),
    notify: oneOrMany(z.string())
      .default([])
      .describe(
        'Globs over names of repositories that are sent the event `innersource-release` for each new version of a package they need.',
      ),
    rules: ruleSettings(REGISTRY_RULES).prefault({}).describe('What a version must fulfil to be registered.'),
    others: z
      .array(
        strict({
          repository: repositoryName.describe('The registry.'),
          where: where.optional(),
          mode: registryMode.optional(),
          merge: registryMerge.optional(),
          formats: registryFormats.optional(),
        }),
      )
      .default([])
      .describe(
        'Further registries. A repository’s packages go to the one that its manifest names, else to the first whose `where` holds, else to the one above; what isn’t set here is as above.',
      ),
  })
    .prefault({})
    .describe('Where and how releases are registered.'),
  support: strict({
    'time-zone': timeZone.default('UTC').describe('IANA time zone in which working hours are meant.'),
    days: z.array(z.enum(WEEKDAYS)).default(['mon', 'tue', 'wed', 'thu', 'fri']).describe('Working days.'),
    hours: hours.default('09:00-17:00').describe('Working hours.'),
    holidays: z.array(date).default([]).describe('Days on which nobody works.'),
    reminders: z
      .boolean()
      .default(true)
      .describe('Remind the reviewer, then another, then the owning team, when a promised answer doesn’t come.'),
  })
    .prefault({})
    .describe('The calendar by which response promises are counted.'),
  contributors: strict({
    welcome: z.boolean().default(true).describe('Greet the first contribution of somebody from another team.'),
    thanks: z.boolean().default(true).describe('Thank for a merged contribution from another team.'),
    'trusted-after': z
      .int()
      .min(0)
      .default(5)
      .describe('So many within a year, and their author is proposed as a trusted committer; 0: never.'),
  })
    .prefault({})
    .describe('How people from other teams are met.'),
  waivers: z
    .array(
      strict({
        rule: z.string().describe('The rule’s id.'),
        repository: z.string().describe('A glob over repository names.'),
        reason: z.string().min(1).describe('Why; shown wherever the rule would have failed.'),
        owner: owner.describe('Who answers for it.'),
        until: date.describe('The last day on which it holds.'),
      }),
    )
    .default([])
    .describe('Exceptions, each with an owner and an end.'),
  labels: strict({
    'cross-team': strict({
      name: z.string().min(1).max(50).default('cross-team').describe('The label’s name.'),
      color: color.default('5319e7').describe('Six hexadecimal digits.'),
    })
      .prefault({})
      .describe('The label of contributions from outside the owning team.'),
  })
    .prefault({})
    .describe('Labels on pull requests.'),
  messages: strict({
    contact: z.string().max(300).optional().describe('Whom to ask; shown below every comment.'),
    documentation: z.string().max(300).optional().describe('Where your InnerSource rules are explained.'),
    footer: z.string().max(300).optional().describe('A further sentence below every comment.'),
  })
    .prefault({})
    .describe('Words of your own, as plain text.'),
  operators: z.array(owner).default([]).describe('Who may see the deliveries in the portal.'),
}).meta({
  title: 'Innkeeper policy',
  description: 'How an organisation runs its InnerSource house: `innkeeper.yml` in its `.github` repository.',
});

export type Policy = z.output<typeof policySchema>;

/** The policy that holds where nobody wrote one: the built-in tables, for the command line. */
export const DEFAULT_POLICY: Policy = policySchema.parse({ version: 1 });
