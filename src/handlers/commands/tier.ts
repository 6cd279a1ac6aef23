import { nearest } from '../../config/nearest.ts';
import { TIERS, type Tier } from '../../domain/tier.ts';
import { UserError } from '../../domain/user-error.ts';
import { defineCommand } from './define.ts';
import { proposeTier } from './propose-tier.ts';

export const tier = defineCommand({
  name: 'tier',
  takes: '<tier>',
  summary: 'Propose another maturity tier.',
  may: 'maintainers',
  where: 'anywhere',
  details:
    'Opens a pull request that changes `tier:` in the manifest on the default branch, and nothing else in it. `qualify` says first what is missing.',
  parse: (words) => {
    const found = TIERS.find((each) => each === words.toLowerCase());
    if (found) return found;
    const meant = nearest(words, TIERS);
    throw new UserError(`name one of ${TIERS.join(', ')}.${meant ? ` Did you mean \`${meant}\`?` : ''}`);
  },
  answer: (named: Tier, asked) => proposeTier(asked, named),
});
