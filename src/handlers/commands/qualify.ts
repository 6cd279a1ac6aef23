import { nextTier, requirementsOf } from '../../config/next-tier.ts';
import { readProject as readManifest } from '../../config/project.ts';
import { CHECK_NAMES } from '../../domain/action.ts';
import { UserError } from '../../domain/user-error.ts';
import { readProject } from '../../github/read-project.ts';
import { PROJECT_MARKER } from '../../messages/markers.ts';
import { highestTier, qualification } from '../../messages/proposal.ts';
import { judge } from '../shared/judge.ts';
import { defineCommand } from './define.ts';
import { proposeTier } from './propose-tier.ts';

export const qualify = defineCommand({
  name: 'qualify',
  takes: '',
  summary: 'Say what this repository lacks for the next tier, and propose the tier once nothing is missing.',
  may: 'maintainers',
  where: 'anywhere',
  details:
    'Judges the default branch by what the policy’s `tiers:` require of the next tier: one line a requirement, with the fix where it doesn’t hold. When all hold, it opens the pull request that raises `tier:`.',
  parse: () => undefined,
  async answer(_, asked) {
    const { ports, installation, repository, policy } = asked;
    const query = {
      repository,
      appId: ports.app.id,
      check: CHECK_NAMES.project,
      marker: PROJECT_MARKER,
      now: ports.now(),
    };
    const reading = await readProject(ports.github(installation), query);
    const judgement = reading && (await judge(ports, { reading, policy, installation }));
    if (!judgement?.effective.governed || !reading) throw new UserError('the policy leaves this repository out.');
    const { facts, project } = judgement;
    const next = nextTier(project.tier);
    if (!next) {
      return {
        plan: { actions: [], outcome: 'the highest tier is declared' },
        says: project.tier ? highestTier(project.tier) : '',
      };
    }
    const verdicts = requirementsOf(next, {
      facts,
      policy,
      project,
      manifest: readManifest(reading.files.texts, repository).manifest,
      repository: reading.repository,
      today: ports.now().toISOString().slice(0, 10),
    });
    const site = { url: reading.repository.url, branch: reading.repository.defaultBranch ?? 'HEAD' };
    const said = qualification({ name: project.title ?? project.name, declared: project.tier, next, verdicts, site });
    const open = verdicts.filter(({ status }) => status === 'fail').length;
    if (open > 0) return { plan: { actions: [], outcome: `${open} requirements of ${next} are open` }, says: said };
    const raise = await proposeTier(asked, next, verdicts);
    return { ...raise, says: [said, raise.says].join('\n\n') };
  },
});
