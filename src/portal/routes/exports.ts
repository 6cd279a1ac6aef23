import { Hono } from 'hono';
import { fullName } from '../../domain/repository.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import { guidelinesIn, projectScore } from '../../insights/project-score.ts';
import { componentOf } from '../../registry/formats/backstage/component.ts';
import { sapProject } from '../../registry/formats/sap/project.ts';
import { badge } from '../badge.ts';
import { type Catalogue, findProject } from '../projects.ts';
import { viewerOf } from '../viewer.ts';

/** How long a README may show an old badge, in seconds. */
const BADGE_FRESH = 300;

/** The catalogue in the forms of other portals, and as badges. */
export function exportRoutes(catalogue: Catalogue, now: () => Date): Hono {
  return new Hono()
    .get('/repos.json', async (context) => {
      const projects = await catalogue(viewerOf(context));
      return context.json(projects.map((each) => sapOf(each, now())));
    })
    .get('/catalog-info.yaml', async (context) => {
      // JSON is YAML too, and thousands of components are written in no time.
      const documents = (await catalogue(viewerOf(context))).map((each) =>
        JSON.stringify(componentOf(described(each)), null, 2),
      );
      return context.body(`${documents.join('\n---\n')}\n`, 200, { 'Content-Type': 'application/yaml; charset=utf-8' });
    })
    .get('/badges/:file{.+\\.svg}', async (context) => {
      const name = context.req.param('file').replace(/\.svg$/, '');
      const found = findProject(await catalogue(viewerOf(context)), name);
      if (!found) return context.text('There is no such project.\n', 404);
      context.header('Cache-Control', `max-age=${BADGE_FRESH}`);
      return context.body(await badge(found), 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' });
    });
}

/** What both portals are told of a project. */
function described({ project, repository }: ProjectSnapshot) {
  return {
    name: project.name,
    title: project.title ?? null,
    description: project.description ?? repository.description,
    repository: fullName(repository),
    url: repository.url,
    path: '.',
    type: project.type ?? null,
    tier: project.tier ?? null,
    owners: project.owners,
    topics: repository.topics,
    documentation: project.documentation ?? null,
  };
}

function sapOf(snapshot: ProjectSnapshot, now: Date): object {
  const { project, repository, verdicts, activity, checkedAt } = snapshot;
  const guidelines = guidelinesIn(verdicts);
  const score = projectScore(snapshot, now);
  return sapProject(
    {
      ...described(snapshot),
      ecosystem: project.packages[0]?.ecosystem ?? null,
      license: null,
      created: null,
      updated: activity ? null : checkedAt,
      activity: activity && score !== null ? { ...activity, score } : null,
      contributions: project.contributions,
      skills: project.skills,
    },
    repository.defaultBranch ? { default_branch: repository.defaultBranch } : {},
    guidelines ? { guidelines } : {},
  );
}
