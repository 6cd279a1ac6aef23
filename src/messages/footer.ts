import type { Tier } from '../domain/tier.ts';
import { code, text } from './escape.ts';

/** What the organisation wants said below every comment; the policy's `messages:`. */
export interface MessageSettings {
  readonly contact?: string | undefined;
  readonly documentation?: string | undefined;
  readonly footer?: string | undefined;
}

export function footer(settings: MessageSettings, judgedBy: string): string {
  const lines = [
    `Judged by ${judgedBy}.`,
    settings.documentation ? `Why we do this: ${text(settings.documentation)}.` : '',
    settings.contact ? `Questions: ${text(settings.contact)}.` : '',
    settings.footer ? text(settings.footer) : '',
    `Commands: comment ${code('/innkeeper help')}.`,
  ];
  return `<sub>${lines.filter(Boolean).join(' ')}</sub>`;
}

export function tierPhrase(tier: Tier | undefined): string {
  return tier ? `tier ${code(tier)}` : 'no tier declared';
}
