import { UserError } from '../../domain/user-error.ts';
import { release } from '../registry/release.ts';
import { type Done, defineCommand } from './define.ts';
import { askFeature } from './feature.ts';

export const register = defineCommand({
  name: 'register',
  takes: '[<tag>]',
  summary: 'Register a release, once more or for the first time.',
  may: 'maintainers',
  where: 'anywhere',
  details: 'In the issue that says why a release wasn’t registered, the tag may be left out.',
  parse: (words) => words || null,
  async answer(named, asked) {
    const told = tagOf(asked.issue.body);
    const tag = named ?? told;
    if (!tag) throw new UserError('name the release’s tag, as in `/innkeeper register v1.2.3`.');
    const done = await askFeature(release, asked, 'register', { release: { tag_name: tag } });
    if (!done) throw new UserError(`there is no release \`${tag}\` here, or the policy leaves this repository out.`);
    if (tag !== told) return done;
    const { refused = null } = done;
    return { ...quiet(done), refused: refused && ((message, action) => quiet(refused(message, action))) };
  },
});

/** The issue of this very release says in full why it is refused. */
function quiet(done: Done): Done {
  return done.failed ? { ...done, failed: { why: '' } } : done;
}

function tagOf(issueBody: string): string | null {
  return /^<!-- innkeeper:release (\S+) -->/.exec(issueBody)?.[1] ?? null;
}
