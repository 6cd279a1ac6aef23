import { z } from 'zod';
import { STRATEGIES, WEEKDAYS } from '../domain/reviewer-settings.ts';
import { hours, timeZone } from './hours.ts';
import { oneOrMany, owner, strict } from './schema.ts';

/** How reviewers are chosen. */
export const reviewerSettings = strict({
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
  .describe('How reviewers are chosen.');
