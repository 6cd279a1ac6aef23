import type { TestWorld } from './world.ts';

/** Comments as somebody, waits for what comes of it, and gives the reactions to the comment and the answers to it. */
export async function ask(world: TestWorld, login: string, repository: string, number: number, body: string) {
  const { id } = await world.as(login)<{ id: number }>(`POST /repos/acme/${repository}/issues/${number}/comments`, {
    body,
  });
  await world.quiet();
  const { comments } = world.issue(repository, number);
  return {
    reactions: comments.find((each) => each.id === id)?.reactions.map(({ content }) => content),
    answers: comments
      .filter((each) => each.body.startsWith(`<!-- innkeeper:answer ${id} -->`))
      .map((each) => each.body),
  };
}

/** An issue in which nothing but the conversation matters. */
export async function issueIn(world: TestWorld, repository: string): Promise<number> {
  const { number } = await world.as('rosa')<{ number: number }>(`POST /repos/acme/${repository}/issues`, {
    title: 'A question',
  });
  await world.quiet();
  return number;
}

/** The newest comment with this text comes again, as after an attempt that was cut. */
export async function cutAndRedeliver(world: TestWorld, body: string): Promise<void> {
  const sent = world.sandbox.hooks.deliveries.findLast(
    ({ payload }) => (payload.comment as { body?: string } | undefined)?.body === body,
  );
  await world.app.store.deliveries.end(sent?.guid ?? '', 'failed', 'cut');
  world.sandbox.requests.clear();
  world.sandbox.hooks.redeliver(sent?.id ?? 0);
  await world.quiet();
}
