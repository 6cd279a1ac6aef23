import { z } from 'zod';
import { appendItem } from '../../config/edit.ts';
import { parsePolicy } from '../../config/files.ts';
import { nearest } from '../../config/nearest.ts';
import { formatProblem } from '../../domain/problem.ts';
import { fullName } from '../../domain/repository.ts';
import { UserError } from '../../domain/user-error.ts';
import type { Waiver } from '../../domain/verdict.ts';
import { readDefaultBranch } from '../../github/read-default-branch.ts';
import { POLICY_PATHS } from '../../github/read-policy.ts';
import { waiverProposal } from '../../messages/proposal.ts';
import { RULES } from '../../rules/index.ts';
import { type Asked, defineCommand } from './define.ts';
import { propose } from './propose.ts';

type Wish = Pick<Waiver, 'rule' | 'until' | 'reason'>;

export const waive = defineCommand<Wish>({
  name: 'waive',
  takes: '<rule> until <date> because <reason>',
  summary: 'Propose an exception from one rule for this repository.',
  may: 'maintainers',
  where: 'anywhere',
  details:
    'Opens a pull request on the policy’s repository that adds the waiver, owned by whoever asked; it holds once it is merged, and until the end of that day. Such as `/innkeeper waive changelog until 2027-03-31 because we move to release notes`.',
  parse: parseWaiver,
  async answer(wish, asked) {
    const { ports, installation, repository } = asked;
    if (wish.until <= today(asked)) throw new UserError(`${wish.until} isn’t in the future.`);
    const home = ports.policyRepository(repository.owner);
    const at = await readDefaultBranch(ports.github(installation), home, POLICY_PATHS);
    const path = POLICY_PATHS.find((candidate) => typeof at?.files.get(candidate) === 'string');
    const text = path && at?.files.get(path);
    if (!at || !path || !text) throw new UserError(`there is no policy in ${fullName(home)} that the App can see.`);
    const waiver: Waiver = { ...wish, repository: repository.name, owner: `@${asked.by}` };
    const content = withWaiver(waiver, { path, text });
    const askedFor = { repository, number: asked.issue.number, by: asked.by };
    return propose(asked, {
      repository: home,
      at,
      topic: `waive-${waiver.rule}/${waiver.repository.replace(/^\./, '_')}`,
      change: { path, content },
      text: waiverProposal(waiver, path, askedFor),
    });
  },
});

function today({ ports }: Asked): string {
  return ports.now().toISOString().slice(0, 10);
}

/** The policy's text with the waiver in it, everything else as it was. */
function withWaiver(waiver: Waiver, { path, text }: { path: string; text: string }): string {
  const { value: policy, problems } = parsePolicy(path, text);
  if (!policy)
    throw new UserError(`the policy must be mended first: ${problems.slice(0, 1).map(formatProblem).join()}`);
  const held = policy.waivers.find(
    ({ rule, repository, until }) => rule === waiver.rule && repository === waiver.repository && until >= waiver.until,
  );
  if (held) throw new UserError(`${waiver.rule} is waived here until ${held.until} already.`);
  const content = appendItem(text, 'waivers', {
    rule: waiver.rule,
    repository: waiver.repository,
    reason: waiver.reason,
    owner: waiver.owner,
    until: waiver.until,
  });
  const [problem] = parsePolicy(path, content).problems;
  if (problem) throw new UserError(`the policy doesn’t take it: ${formatProblem(problem)}`);
  return content;
}

function parseWaiver(words: string): Wish {
  const [, rule = '', until = '', reason = ''] = /^(\S+)\s+until\s+(\S+)\s+because\s+(\S.*)$/i.exec(words) ?? [];
  if (!rule) throw new UserError('write it as `/innkeeper waive <rule> until <date> because <reason>`.');
  const ids = RULES.map(({ id }) => id);
  if (!ids.includes(rule)) {
    const meant = nearest(rule, ids);
    throw new UserError(`there is no rule \`${rule}\`.${meant ? ` Did you mean \`${meant}\`?` : ''}`);
  }
  if (!z.iso.date().safeParse(until).success) {
    throw new UserError(`${until} is no date; write the last day on which it holds, such as 2027-03-31.`);
  }
  return { rule, until, reason };
}
