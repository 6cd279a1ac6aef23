import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import type { Candidate } from '../candidate.ts';
import { distance, skeleton } from '../names.ts';
import { defineRegistryRule } from './rule.ts';

/** General's numbers, for names of five characters and more; a short name can't be as far from another. */
const FAR = 3;

export const nameSimilar = defineRegistryRule({
  id: 'name-similar',
  title: 'Name is distinct',
  help: {
    checks:
      'The name of a new package differs from every registered one by three letters (two, where case is left aside), and not by look-alikes alone (`0` and `o`, `1` and `l`, `rn` and `m`, separators).',
    why: 'Whoever mistypes one must not get the other.',
    mend: 'Choose another name, or let a registry owner allow this one under `allow`, by a pull request on the policy.',
  },
  levels: levels('warning', 'error', 'error', 'error'),
  options: z.object({
    allow: z.array(z.string()).default([]).describe('Names that a registry owner has looked at and lets in.'),
  }),
  evaluate: (candidate, { allow }) => {
    const { name } = candidate.package;
    if (candidate.isKnown || allow.includes(name)) return null;
    const near = others(candidate).find((other) => confusable(name, other));
    if (near === undefined) return null;
    return {
      summary: `${name} is easily taken for ${near}, which is registered.`,
      expected: `A name that differs from ${near} by more than a letter or two.`,
      found: name,
      fix: `Choose another name in innersource.yml. If both are meant to stand side by side, ask an owner of the registry to add ${name} to registry.rules.name-similar.allow in the policy, and comment /innkeeper register.`,
    };
  },
});

/** Packages of one repository may be alike: whoever finds one finds the other. */
function others({ package: own, project, known }: Candidate): readonly string[] {
  const siblings = new Set(project.packages.map(({ name }) => name));
  const lower = own.name.toLowerCase();
  // What differs by case alone is `name-taken`'s to refuse.
  return (known ?? []).filter((name) => !siblings.has(name) && name.toLowerCase() !== lower);
}

function confusable(name: string, other: string): boolean {
  if (skeleton(name) === skeleton(other)) return true;
  const far = Math.min(FAR, Math.ceil(Math.min(name.length, other.length) / 2));
  if (Math.abs(name.length - other.length) >= far) return false;
  return distance(name, other) < far || distance(name.toLowerCase(), other.toLowerCase()) < far - 1;
}
