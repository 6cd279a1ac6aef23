import type { Sandbox } from '../../src/sandbox/sandbox.ts';

const BODY = 'Spreads retries, so that the archive is not asked by all of us at once.';

/** What people do in a stand-in GitHub without a request. */
export interface Hands {
  /** A branch with these files changed (`null` deletes). @returns its name */
  branchOff(login: string, repository: string, files: Readonly<Record<string, string | null>>): string;
  /** A branch and its pull request. @returns its number */
  offer(login: string, repository: string, files: Readonly<Record<string, string | null>>): number;
}

export function sandboxHands({ world }: Sandbox): Hands {
  let branches = 0;
  function branchOff(login: string, name: string, files: Readonly<Record<string, string | null>>): string {
    branches += 1;
    const branch = `change-${branches}`;
    const { git } = world.repository(world.organization.login, name);
    const author = world.signature(world.person(login));
    const changes = new Map(
      Object.entries(files).map(([path, text]) => [path, text === null ? null : Buffer.from(text)]),
    );
    const commit = git.write({ parent: git.resolve('HEAD'), changes, message: 'Change', author });
    git.updateRef(`refs/heads/${branch}`, commit, null);
    return branch;
  }
  return {
    branchOff,
    offer(login, name, files) {
      const head = branchOff(login, name, files);
      const pull = { title: 'Spread the retries', body: BODY, head, base: 'main' };
      return world.createPull(world.repository(world.organization.login, name), pull, world.person(login)).number;
    },
  };
}
