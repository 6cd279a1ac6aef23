import { helpComment } from '../../messages/command.ts';
import { defineCommand } from './define.ts';

export const help = defineCommand({
  name: 'help',
  takes: '',
  summary: 'Show this list.',
  may: 'anyone',
  where: 'anywhere',
  details: 'An empty `/innkeeper` does the same.',
  parse: () => undefined,
  answer: async (_, { commands }) => ({
    plan: { actions: [], outcome: 'help given' },
    says: helpComment(commands),
  }),
});
