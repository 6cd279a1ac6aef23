import published from '@octokit/webhooks-examples';

/** GitHub's own example payloads, by event. */
export const examples = published as unknown as readonly {
  readonly name: string;
  readonly examples: readonly object[];
}[];
