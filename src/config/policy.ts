import { z } from 'zod';
import { PACKAGE_TYPES } from '../domain/package-type.ts';
import { WEEKDAYS } from '../domain/reviewer-settings.ts';
import { TIERS } from '../domain/tier.ts';
import { MODES } from '../domain/verdict.ts';
import { RULES } from '../rules/index.ts';
import { PULL_REQUEST_RULES } from '../rules/pull-request/index.ts';
import { hours, timeZone } from './hours.ts';
import { registrySettings } from './registry-settings.ts';
import { reviewerSettings } from './reviewer-settings.ts';
import { ruleSettings } from './rule-settings.ts';
import { color, date, oneOrMany, owner, strict } from './schema.ts';

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
  reviewers: reviewerSettings,
  registry: registrySettings,
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
