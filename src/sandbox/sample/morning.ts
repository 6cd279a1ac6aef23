import { fileURLToPath } from 'node:url';
import type { PersonClient } from '../person-client.ts';

/** Where the sample organisation lies. */
export const SAMPLE_ORGANISATION = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** One thing that somebody does on the sample organisation's morning. */
export interface Step {
  readonly at: string;
  readonly who: string;
  readonly tells: string;
  readonly act: (as: PersonClient) => Promise<unknown>;
}

const pull = (as: PersonClient, repository: string, fields: { title: string; body: string; head: string }) =>
  as(`POST /repos/acme/${repository}/pulls`, { ...fields, base: 'main' });

const release = (as: PersonClient, repository: string, tag: string, body: string) =>
  as(`POST /repos/acme/${repository}/releases`, { tag_name: tag, name: tag, body });

/** The play. Every step is a plain request that anyone could make by hand. */
export const MORNING: readonly Step[] = [
  {
    at: '08:05',
    who: 'bob',
    tells: 'Bob of the platform team opens a pull request in his own project.',
    act: (as) =>
      pull(as, 'http-client', {
        head: 'deadline-header',
        title: 'Tell the server how long we wait',
        body: 'Sends the deadline along, so that a server can give up when nobody waits any more.',
      }),
  },
  {
    at: '08:40',
    who: 'dmitri',
    tells: 'Dmitri of the imaging team mends a retry storm he has seen. He has never contributed here.',
    act: (as) =>
      pull(as, 'http-client', {
        head: 'jitter',
        title: 'Spread retries with jitter',
        body: 'When the archive restarts, all our readers retry at the same moment. A little chance spreads them.',
      }),
  },
  {
    at: '09:10',
    who: 'ines',
    tells: 'Ines of the design team cleans up, and removes CONTRIBUTING.md along the way.',
    act: async (as) => {
      const head = await as<{ object: { sha: string } }>('GET /repos/acme/design-tokens/git/ref/heads/main');
      await as('POST /repos/acme/design-tokens/git/refs', { ref: 'refs/heads/clean-up', sha: head.object.sha });
      const file = 'repos/acme/design-tokens/contents/CONTRIBUTING.md';
      const { sha } = await as<{ sha: string }>(`GET /${file}`);
      await as(`DELETE /${file}`, { branch: 'clean-up', message: 'Remove old files', sha });
      await pull(as, 'design-tokens', { head: 'clean-up', title: 'Clean up old files', body: '' });
    },
  },
  {
    at: '09:45',
    who: 'alice',
    tells: 'Alice releases the HTTP client 1.4.0.',
    act: (as) => release(as, 'http-client', 'v1.4.0', 'Deadlines reach through redirects. See the changelog.'),
  },
  {
    at: '10:20',
    who: 'grace',
    tells: 'Grace releases the design tokens as 3.0.0, but package.json still says 2.9.0.',
    act: (as) => release(as, 'design-tokens', 'v3.0.0', 'Breaking: the palette has names instead of numbers.'),
  },
  {
    at: '10:50',
    who: 'erin',
    tells: 'Erin asks under her checklist what can be asked of it.',
    act: async (as) => {
      const [checklist] = await as<{ number: number }[]>('GET /repos/acme/stage-control/issues?labels=innersource');
      if (checklist)
        await as(`POST /repos/acme/stage-control/issues/${checklist.number}/comments`, { body: '/innkeeper help' });
    },
  },
];
