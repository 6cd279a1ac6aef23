import { check } from './check.ts';
import type { Command } from './define.ts';
import { help } from './help.ts';
import { override } from './override.ts';
import { qualify } from './qualify.ts';
import { register } from './register.ts';
import { reviewers } from './reviewers.ts';
import { tier } from './tier.ts';
import { waive } from './waive.ts';

/** Everything that can be asked for in a comment, in the order in which people read it. */
export const COMMANDS: readonly Command[] = [help, check, reviewers, override, tier, qualify, waive, register];
