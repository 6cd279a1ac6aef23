import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/domain/action.ts';
import { type Conversation, planOf, refusedPlan } from '../../src/handlers/command-answers.ts';

const repository = { owner: 'acme', name: 'http-client' };
const write = (branch: string): Action => ({
  kind: 'pull-request',
  repository,
  base: 'main',
  head: 'a'.repeat(40),
  branch,
  title: branch,
  body: '',
  message: branch,
  changes: [],
});
const [first, second, third] = [write('first'), write('second'), write('third')] as const;
const conversation: Conversation = {
  repository,
  issue: 7,
  comment: 9,
  existing: null,
  answers: [
    { line: 'tier tooling', done: { plan: { actions: [first], outcome: 'proposed' }, says: 'One.' } },
    { line: 'qualify', done: { plan: { actions: [second], outcome: 'proposed' }, says: 'Two.' } },
    { line: 'help', done: { plan: { actions: [], outcome: 'help given' }, says: 'Help.' } },
    { line: 'waive', done: { plan: { actions: [third], outcome: 'proposed' }, says: 'Three.' } },
  ],
};

const told = (actions: readonly Action[]) => actions.flatMap((each) => (each.kind === 'comment' ? [each.body] : []));
const reactions = (actions: readonly Action[]) =>
  actions.flatMap((each) => (each.kind === 'reaction' ? [each.content] : []));

describe('several commands of one comment', () => {
  test('are done in their order, with one answer and one verdict', () => {
    const { actions } = planOf(conversation);
    expect(actions.filter(({ kind }) => kind === 'pull-request')).toEqual([first, second, third]);
    expect(told(actions)).toEqual(['<!-- innkeeper:answer 9 -->\n\nOne.\n\nTwo.\n\nHelp.\n\nThree.']);
    expect(reactions(actions)).toEqual(['eyes', '+1']);
    expect(actions[0]).toMatchObject({ kind: 'reaction', content: 'eyes' });
  });

  test('whose answer stands already aren’t answered again', () => {
    const [body = ''] = told(planOf(conversation).actions);
    expect(told(planOf({ ...conversation, existing: { id: 3, body } }).actions)).toEqual([]);
    const changed = planOf({ ...conversation, existing: { id: 3, body: 'Else.' } }).actions;
    expect(changed.find(({ kind }) => kind === 'comment')).toMatchObject({ id: 3 });
  });

  test('of which GitHub refuses one: those before it stand, those after it aren’t tried, what only speaks still does', () => {
    const { actions, outcome } = refusedPlan(conversation, 'Not allowed.', second);
    expect(actions.filter(({ kind }) => kind === 'pull-request')).toEqual([]);
    const [body = ''] = told(actions);
    expect(body).toContain('One.');
    expect(body).toContain('`/innkeeper qualify` wasn’t done: GitHub refused it: “Not allowed.”');
    expect(body).toContain('Help.');
    expect(body).toContain('`/innkeeper waive` wasn’t done: it wasn’t tried');
    expect(body).not.toMatch(/Two|Three/);
    expect(reactions(actions)).toEqual(['confused']);
    expect(outcome).toContain('qualify: refused');
  });
});
