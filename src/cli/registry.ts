import type { CliCommandGroup } from './commands.ts';
import { registryVerify } from './registry-verify.ts';

export const registry: CliCommandGroup = {
  name: 'registry',
  summary: 'Look after a checkout of the package registry.',
  commands: [registryVerify],
};
