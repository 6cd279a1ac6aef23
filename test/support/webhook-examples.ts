import published from '@octokit/webhooks-examples' with { type: 'json' };

/** GitHub's own example payloads, by event. */
export const examples = published as unknown as readonly {
  readonly name: string;
  readonly examples: readonly object[];
}[];
