import { z } from 'zod';
import { type Path, parseYaml } from '../config/yaml.ts';
import type { ProjectFacts } from '../domain/facts.ts';
import type { Finding } from '../domain/verdict.ts';
import { parseResponse, RESPONSE_EXAMPLES } from '../reviewers/promise/response.ts';
import { DOCUMENT_KINDS } from './documents/kinds.ts';
import { inEffect, pathOf } from './documents/presence.ts';
import { defineRule, levels } from './rule.ts';

export const support = defineRule({
  id: 'support',
  title: 'Support',
  help: {
    checks:
      'The manifest says where to ask (`support.channel`) and how soon to expect an answer (`support.response`); a SUPPORT file may stand for it where the policy allows.',
    why: 'People build on what they can ask about.',
    mend: 'Add to `innersource.yml`: `support: { channel: "#http-client", response: 2 working days }`.',
  },
  levels: levels('off', 'warning', 'error', 'error'),
  options: z.object({
    'file-suffices': z
      .boolean()
      .default(true)
      .describe('A SUPPORT file will do in place of the manifest’s `support:`.'),
    response: z.boolean().default(true).describe('Ask for the promise of a response time too.'),
  }),
  evaluate: (facts, options): Finding => {
    const { channel, response } = facts.project.support;
    const source = facts.project.source ? { path: facts.project.source } : {};
    if (options.response && response && !parseResponse(response)) {
      return {
        status: 'fail',
        summary: 'The promise of an answer can’t be counted, so nobody is held to it.',
        expected: `A time such as ${RESPONSE_EXAMPLES}.`,
        found: `\`support.response\` is ${JSON.stringify(response)}.`,
        fix: 'Write a number of hours, days or weeks in `support.response` of innersource.yml.',
        ...source,
        ...lineOf(facts, ['support', 'response']),
      };
    }
    if (channel && (response || !options.response)) {
      return {
        status: 'pass',
        summary: response ? `Ask in ${channel}; answers within ${response}.` : `Ask in ${channel}.`,
        ...source,
      };
    }
    const document = inEffect('support', facts);
    if (options['file-suffices'] && document && !document.empty && !channel) {
      const place = document.from ? `${document.path} of ${document.from}` : document.path;
      return { status: 'pass', summary: `${place} says how to get help.`, ...pathOf(document) };
    }
    const missing = [
      channel ? '' : 'where to ask',
      response || !options.response ? '' : 'how soon to expect an answer',
    ].filter(Boolean);
    return {
      status: 'fail',
      summary: `The project doesn’t say ${missing.join(' and ')}.`,
      expected: '`support.channel` and `support.response` in innersource.yml.',
      found: channel ? `The channel ${channel}, no response time.` : 'Neither a channel nor a SUPPORT file.',
      fix: 'Add to innersource.yml: `support: { channel: "#your-channel", response: 2 working days }`.',
      ...(channel ? source : { mendedBy: options['file-suffices'] ? DOCUMENT_KINDS.support.proposals : [] }),
    };
  },
});

/** The line of the manifest in which a key stands. */
function lineOf({ project, files }: ProjectFacts, key: Path): { line?: number } {
  const text = project.source ? files.texts.get(project.source) : undefined;
  return project.source && text ? { line: parseYaml(project.source, text).at(key, '').line } : {};
}
