import { expect, test } from 'vitest';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { Client } from '../../src/github/client.ts';
import { people } from '../../src/handlers/people.ts';
import type { Ports } from '../../src/handlers/ports.ts';
import { resolveOwners } from '../../src/handlers/shared/people.ts';
import { createVolatileMemory } from '../../src/store/memory.ts';

const CORE = { owner: 'Acme', name: 'core' };

/** A team whose members GitHub reads off when it is asked, and which changes before the answer arrives. */
function racing(change: Pick<Delivery, 'repository' | 'payload'>) {
  let members = ['alice', 'bob'];
  let time = Date.parse('2026-11-23T10:00:00Z');
  let asked = 0;
  async function graphql() {
    asked += 1;
    const nodes = members.map((login) => ({ login }));
    if (asked === 1) {
      members = ['bob'];
      time += 40;
      await people.prepare({ event: 'membership', action: 'removed', ...change } as Delivery, ports);
    }
    time += 40;
    const team = { members: { nodes, pageInfo: { hasNextPage: false } }, repositories: { edges: [] } };
    return { organization: { team0: team } };
  }
  const ports = {
    memory: createVolatileMemory(),
    now: () => new Date(time),
    github: () => ({ graphql }) as unknown as Client,
  } as unknown as Ports;
  return async () => {
    time += 1000;
    const [owner] = await resolveOwners(ports, { repository: CORE, installation: 1 }, ['@acme/platform']);
    return { members: owner?.members, asked };
  };
}

test.each([
  ['a team', { repository: null, payload: { organization: { login: 'acme' } } }],
  ['access to the repository', { repository: { owner: 'acme', name: 'core' }, payload: {} }],
])('what was asked of GitHub before %s changed is not kept, though it is answered later', async (_, change) => {
  const look = racing(change);
  await look();
  expect(await look()).toEqual({ members: ['bob'], asked: 2 });
  expect(await look()).toEqual({ members: ['bob'], asked: 2 });
});

test('a change elsewhere costs nothing', async () => {
  const look = racing({ repository: { owner: 'acme', name: 'core-tools' }, payload: {} });
  await look();
  expect(await look()).toMatchObject({ asked: 1 });
});

test('of a CODEOWNERS that names far too many, a thousand are looked up', async () => {
  let queries = 0;
  async function graphql() {
    queries += 1;
    return { organization: null, repository: {} };
  }
  const ports = {
    memory: createVolatileMemory(),
    now: () => new Date(0),
    github: () => ({ graphql }) as unknown as Client,
  } as unknown as Ports;
  const owners = Array.from({ length: 5000 }, (_, index) => `@person-${index}`);
  const resolved = await resolveOwners(ports, { repository: CORE, installation: 1 }, owners);
  expect(resolved.map(({ owner }) => owner)).toEqual(owners.slice(0, 1000));
  expect(queries).toBe(20);
});
