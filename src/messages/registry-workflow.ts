import { address, code } from './escape.ts';
import { footer, type MessageSettings } from './footer.ts';
import { WORKFLOW_MARKER } from './markers.ts';

export const WORKFLOW_PATH = '.github/workflows/verify-registry.yml';

export const WORKFLOW_TITLE = 'Let this registry check itself';

/** Actions are named by commit, since a tag may move. */
const CHECKOUT = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0';

/** A workflow that runs `registry verify` on each change. @param image by its digest */
export function verifyWorkflow({ image, branch }: { image: string; branch: string }): string {
  // The organisation's own images are usually private, and can be had with the workflow's token.
  const isGitHubs = image.startsWith('ghcr.io/');
  const lines = [
    '# Checks each change of this registry: names, order, hashes, ranges, and that all its formats say the same.',
    '# Offered by Innkeeper. It may read, and nothing else; the check itself runs without network and can write nowhere.',
    '# What runs is named by its digest, and changes only when somebody changes it here.',
    'name: Verify the registry',
    'on:',
    '  pull_request:',
    '  push:',
    `    branches: [${JSON.stringify(branch)}]`,
    'permissions:',
    '  contents: read',
    ...(isGitHubs ? ['  packages: read # to fetch the image'] : []),
    'jobs:',
    '  verify:',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 10',
    '    steps:',
    `      - uses: ${CHECKOUT}`,
    '        with:',
    '          persist-credentials: false',
    ...(isGitHubs
      ? [
          '      - run: docker login ghcr.io --username "$GITHUB_ACTOR" --password-stdin <<< "$TOKEN"',
          '        env:',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
          '          TOKEN: ${{ github.token }}',
        ]
      : []),
    '      - run: >-',
    '          docker run --rm --network none --read-only --volume "$GITHUB_WORKSPACE:/registry:ro"',
    `          ${image}`,
    '          node src/cli/main.ts registry verify /registry',
  ];
  return `${lines.join('\n')}\n`;
}

const WHY =
  'People may push to this registry, too. A workflow can check each change: names, order, hashes and ranges, and that all formats say the same.';

const BY = 'the organisation’s policy, which names the image (`registry.verify-image`)';

/** Offers the workflow as it stands in the pull request. */
export function workflowProposal({ branch, settings }: { branch: string; settings: MessageSettings }): string {
  return [
    `${WHY} This adds it.`,
    '',
    `It may read, and nothing else; what it runs is named by its digest. Required on ${code(branch)}, it keeps out what isn’t in order.`,
    '',
    'Close this if you don’t want it: it isn’t offered again.',
    '',
    footer(settings, BY),
  ].join('\n');
}

/** Offers the workflow to whoever looks after the registry. @param url of the repository's page */
export function workflowIssue(input: {
  url: string;
  branch: string;
  image: string;
  settings: MessageSettings;
}): string {
  const { url, branch, image, settings } = input;
  const workflow = verifyWorkflow({ image, branch });
  const query = `filename=${encodeURIComponent(WORKFLOW_PATH)}&value=${encodeURIComponent(workflow)}`;
  return [
    WORKFLOW_MARKER,
    `${WHY} This is it, as ${code(WORKFLOW_PATH)}:`,
    '',
    '```yaml',
    workflow.trimEnd(),
    '```',
    '',
    `**[Open it in the editor](${address(`${url}/new/${branch.split('/').map(encodeURIComponent).join('/')}?${query}`)})**, look it over, and start a pull request from there. Required on ${code(branch)}, it keeps out what isn’t in order.`,
    '',
    'Innkeeper has no permission to write workflows, and so leaves that to you: who may change them may run anything with what a repository keeps secret.',
    'Close this issue when it is done, or if you don’t want it. It isn’t opened again.',
    '',
    footer(settings, BY),
  ].join('\n');
}
