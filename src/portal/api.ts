import { z } from 'zod';
import { PACKAGE_TYPES } from '../domain/package-type.ts';
import { fullName } from '../domain/repository.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import { TIERS } from '../domain/tier.ts';
import { projectScore } from '../insights/project-score.ts';
import { healthOf } from './health.ts';
import type { ShownInsights } from './insights.ts';

const projectSchema = z.object({
  name: z.string().describe('The project’s name, by default its repository’s.'),
  repository: z.string().describe('`owner/name`'),
  title: z.string().nullable(),
  description: z.string().nullable(),
  type: z.enum(PACKAGE_TYPES).nullable(),
  tier: z.enum(TIERS).nullable(),
  owners: z.array(z.string()).describe('As written: `@acme/platform`, `@alice`.'),
  url: z.string().describe('The repository’s page.'),
  version: z.string().nullable().describe('The newest registered version.'),
  health: z
    .object({ pass: z.int().min(0), fail: z.int().min(0) })
    .describe('How many points of the checklist hold and don’t.'),
  score: z
    .int()
    .nullable()
    .describe('How active the project is, as SAP’s InnerSource portal scores it; null where it wasn’t counted yet.'),
});

const verdictSchema = z.object({
  rule: z.string(),
  title: z.string(),
  status: z.enum(['pass', 'fail', 'pending', 'waived', 'not-applicable']),
  level: z.enum(['info', 'warning', 'error']),
  summary: z.string(),
  expected: z.string().optional(),
  found: z.string().optional(),
  fix: z.string().optional(),
  path: z.string().optional().describe('The file that was judged.'),
  line: z.int().min(1).optional(),
});

const hours = z.number().nullable();

const figuresSchema = z.object({
  kept: z.int().min(0).describe('Promises of a first answer that were kept.'),
  broken: z.int().min(0),
  medianHours: hours.describe('Within so many hours half of the first answers came; null where none did.'),
  p90Hours: hours.describe('Within so many hours nine of ten came.'),
  contributions: z.int().min(0).describe('Contributions from other teams that were merged.'),
});

const insightsSchema = z.object({
  total: figuresSchema,
  months: z.array(figuresSchema.extend({ month: z.string().regex(/^\d{4}-\d{2}$/) })),
  teams: z.array(figuresSchema.extend({ team: z.string().describe('As written: `@acme/platform`.') })),
  projects: z.array(figuresSchema.extend({ name: z.string(), repository: z.string().describe('`owner/name`') })),
  complete: z.boolean().describe('False where there was too much to count: then the newest is counted.'),
});

/** What `/api/v1` answers; the description that it publishes of itself is made of this. */
export const API_SCHEMAS = {
  projects: z.array(projectSchema),
  project: projectSchema.extend({ verdicts: z.array(verdictSchema) }),
  insights: insightsSchema,
};

export function apiProject(snapshot: ProjectSnapshot, now: Date): z.input<typeof projectSchema> {
  const { project, repository, version } = snapshot;
  return {
    name: project.name,
    repository: fullName(repository),
    title: project.title ?? null,
    description: project.description ?? repository.description,
    type: project.type ?? null,
    tier: project.tier ?? null,
    owners: [...project.owners],
    url: repository.url,
    version,
    health: healthOf(snapshot),
    score: projectScore(snapshot, now),
  };
}

export function apiInsights(shown: ShownInsights): z.input<typeof insightsSchema> {
  const { total, months, teams, projects, complete } = shown;
  return { total, months: [...months], teams: [...teams], projects: [...projects], complete };
}

function answers(schema: z.ZodType) {
  const { $schema: _, ...plain } = z.toJSONSchema(schema);
  return { description: 'OK', content: { 'application/json': { schema: plain } } };
}

const TOKEN = 'A GitHub token adds the private projects that it may see.';

/** `/api/v1/openapi.json` */
export const OPENAPI = {
  openapi: '3.1.0',
  info: { title: 'Innkeeper', version: '1', description: 'The projects of the InnerSource catalogue.' },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', description: TOKEN } } },
  security: [{}, { token: [] }],
  paths: {
    '/api/v1/projects': {
      get: {
        operationId: 'listProjects',
        summary: 'Every project that the caller may see',
        responses: { 200: answers(API_SCHEMAS.projects) },
      },
    },
    '/api/v1/projects/{name}': {
      get: {
        operationId: 'getProject',
        summary: 'One project, with what was found of it',
        parameters: [
          {
            name: 'name',
            in: 'path',
            required: true,
            description: 'The repository’s name or the project’s own.',
            schema: { type: 'string' },
          },
        ],
        responses: {
          200: answers(API_SCHEMAS.project),
          404: {
            ...answers(z.object({ message: z.string() })),
            description: 'There is none, or the caller may not see it.',
          },
        },
      },
    },
    '/api/v1/insights': {
      get: {
        operationId: 'getInsights',
        summary:
          'How people from other teams were met in the last twelve months, in the projects that the caller may see',
        responses: { 200: answers(API_SCHEMAS.insights) },
      },
    },
  },
};
