import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { verifyWorkflow, workflowIssue, workflowProposal } from '../../src/messages/registry-workflow.ts';

const DIGEST = `sha256:${'4b'.repeat(32)}`;
const IMAGE = `registry.acme.example/innkeeper@${DIGEST}`;

describe('the registry’s workflow', () => {
  test('may read and nothing else, and names by commit or digest all that it runs', () => {
    const text = verifyWorkflow({ image: IMAGE, branch: 'main' });
    const workflow = parse(text);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.on).toEqual({ pull_request: null, push: { branches: ['main'] } });
    const { steps, ...job } = workflow.jobs.verify;
    expect(job).toEqual({ 'runs-on': 'ubuntu-latest', 'timeout-minutes': 10 });
    expect(steps[0]).toMatchObject({ with: { 'persist-credentials': false } });
    expect(steps[0].uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/);
    expect(steps[1].run).toBe(
      `docker run --rm --network none --read-only --volume "$GITHUB_WORKSPACE:/registry:ro" ${IMAGE} node src/cli/main.ts registry verify /registry`,
    );
    expect(steps).toHaveLength(2);
  });

  test('signs in where the image is in GitHub’s own container registry', () => {
    const { permissions, jobs } = parse(verifyWorkflow({ image: `ghcr.io/acme/innkeeper@${DIGEST}`, branch: 'main' }));
    expect(permissions).toEqual({ contents: 'read', packages: 'read' });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
    expect(jobs.verify.steps[1].env).toEqual({ TOKEN: '${{ github.token }}' });
  });

  test('is read as it is meant, whatever the branch is called', () => {
    const branch = 'release/"#1: *x';
    expect(parse(verifyWorkflow({ image: IMAGE, branch })).on.push.branches).toEqual([branch]);
  });

  test('is offered by a pull request that says what it does', async () => {
    const body = workflowProposal({ branch: 'main', settings: { contact: '#innersource' } });
    await expect(body).toMatchFileSnapshot('./snapshots/registry-workflow-proposal.md');
  });

  test('is offered as it would be opened in the editor', async () => {
    const url = 'https://github.com/acme/registry';
    const body = workflowIssue({ url, branch: 'main', image: IMAGE, settings: { contact: '#innersource' } });
    const link = new URL(/\((https:[^)]*)\)/.exec(body)?.[1] ?? '');
    expect(link.pathname).toBe('/acme/registry/new/main');
    expect(link.searchParams.get('filename')).toBe('.github/workflows/verify-registry.yml');
    expect(link.searchParams.get('value')).toBe(verifyWorkflow({ image: IMAGE, branch: 'main' }));
    await expect(body.replace(/\(https:[^)]*\)/, '(…)')).toMatchFileSnapshot('./snapshots/registry-workflow.md');
  });
});
