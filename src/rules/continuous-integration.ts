import { z } from 'zod';
import { defineRule, levels } from './rule.ts';

/** Files by which the usual services run: GitHub Actions, GitLab, Jenkins, CircleCI, Azure, Travis, AppVeyor, Buildkite, Drone, Cirrus, Bitbucket, Woodpecker. */
const CONFIGURATIONS =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|Jenkinsfile(?:\.\w+)?|\.circleci\/config\.ya?ml|azure-pipelines(?:[-.]\w+)*\.ya?ml|\.azure-pipelines\/.+\.ya?ml|\.travis\.ya?ml|\.?appveyor\.ya?ml|\.buildkite\/.*\.(?:ya?ml|json|sh)|\.drone\.(?:ya?ml|star|jsonnet)|\.cirrus\.(?:ya?ml|star)|bitbucket-pipelines\.ya?ml|\.woodpecker(?:\.ya?ml|\/.+)|\.semaphore\/semaphore\.ya?ml|\.teamcity\/.+|\.builds?\/[^/]+\.ya?ml|\.build\.ya?ml|cloudbuild\.ya?ml|buildspec\.ya?ml|\.prow\.ya?ml|\.evergreen\.ya?ml|\.ci\/.+)$/i;

export const continuousIntegration = defineRule({
  id: 'continuous-integration',
  title: 'Continuous integration',
  help: {
    checks: 'A workflow of GitHub Actions or the configuration of another usual service.',
    why: 'A contributor from another team needs to know that a change works before its owners look.',
    mend: 'Add `.github/workflows/ci.yml` that builds and tests each pull request.',
  },
  levels: levels('off', 'info', 'warning', 'error'),
  options: z.object({}),
  evaluate: ({ files }) => {
    const found = files.entries.find(
      ({ path, type, size }) => type !== 'folder' && size !== 0 && CONFIGURATIONS.test(path),
    );
    if (found) return { status: 'pass', summary: `${found.path} is there.`, path: found.path };
    return {
      status: 'fail',
      summary: 'No continuous integration is set up.',
      expected: 'A workflow in .github/workflows/, or the configuration of another service.',
      found: 'None.',
      fix: 'Add .github/workflows/ci.yml that builds and tests each pull request.',
      mendedBy: ['.github/workflows/ci.yml'],
    };
  },
});
