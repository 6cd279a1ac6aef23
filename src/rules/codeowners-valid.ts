import { z } from 'zod';
import { parseOwner, type ResolvedOwner } from '../domain/person.ts';
import type { Finding } from '../domain/verdict.ts';
import { type CodeownersFile, parseCodeowners } from '../reviewers/codeowners/parse.ts';
import { inEffect } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const codeownersValid = defineRule({
  id: 'codeowners-valid',
  title: 'CODEOWNERS works',
  help: {
    checks:
      'GitHub can read every line of CODEOWNERS, and everybody named there exists and may write to the repository.',
    why: 'GitHub skips a line it can’t read and drops an owner it doesn’t know without a word: files lose their owners.',
    mend: 'Correct the lines that are named; give the team write access, or name somebody who has it.',
  },
  levels: levels('off', 'warning', 'error', 'error'),
  options: z.object({}),
  evaluate: (facts) => {
    const document = inEffect('codeowners', facts);
    if (!document || document.text === undefined || document.empty) {
      return { status: 'not-applicable', summary: 'There is no CODEOWNERS file to judge.' };
    }
    const file = parseCodeowners(document.text);
    const faults = [...unreadable(file), ...unfit(file, facts.codeowners ?? [])].sort(
      (one, other) => one.line - other.line,
    );
    const [first] = faults;
    if (!first) return { status: 'pass', summary: `Every line of ${document.path} works.`, path: document.path };
    return {
      status: 'fail',
      summary:
        faults.length === 1
          ? `Line ${first.line} of ${document.path} doesn’t work.`
          : `${faults.length} lines of ${document.path} don’t work.`,
      expected: 'Lines that GitHub can read, and owners who exist and may write here.',
      found:
        faults
          .slice(0, 10)
          .map(({ line, message }) => `line ${line}: ${message}`)
          .join('; ') + (faults.length > 10 ? '; …' : '.'),
      fix: first.fix,
      path: document.path,
      line: first.line,
    } satisfies Finding;
  },
});

interface Fault {
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

function unreadable(file: CodeownersFile): Fault[] {
  return file.problems.map(({ line, message, fix }) => ({ line, message: message.replace(/\.$/, ''), fix }));
}

function unfit(file: CodeownersFile, resolved: readonly ResolvedOwner[]): Fault[] {
  const byName = new Map(resolved.map((owner) => [owner.owner.toLowerCase(), owner]));
  return file.rules.flatMap(({ line, owners }) =>
    owners.flatMap((owner) => {
      const known = byName.get(owner.toLowerCase());
      if (!known || known.kind === 'email') return [];
      const isTeam = parseOwner(owner)?.kind === 'team';
      if (!known.exists) {
        const who = isTeam ? 'team' : 'person with access';
        return [
          {
            line,
            message: `there is no ${who} ${owner}`,
            fix: `Replace ${owner} by a team or person that has write access.`,
          },
        ];
      }
      if (['write', 'maintain', 'admin'].includes(known.permission)) return [];
      return [
        {
          line,
          message: `${owner} may not write here, so GitHub drops it`,
          fix: `Give ${owner} write access to the repository, or name somebody who has it.`,
        },
      ];
    }),
  );
}
