import { changelog } from './changelog.ts';
import { codeOfConduct } from './code-of-conduct.ts';
import { codeowners } from './codeowners.ts';
import { codeownersCoverage } from './codeowners-coverage.ts';
import { codeownersValid } from './codeowners-valid.ts';
import { continuousIntegration } from './continuous-integration.ts';
import { contributing } from './contributing.ts';
import { description } from './description.ts';
import { documentation } from './documentation.ts';
import { issueTemplates } from './issue-templates.ts';
import { license } from './license.ts';
import { manifest } from './manifest.ts';
import { owners } from './owners.ts';
import { pullRequestTemplate } from './pull-request-template.ts';
import { readme } from './readme.ts';
import { releases } from './releases.ts';
import type { Rule } from './rule.ts';
import { securityPolicy } from './security-policy.ts';
import { support } from './support.ts';
import { tier } from './tier.ts';
import { topics } from './topics.ts';
import { visibility } from './visibility.ts';

/** Every governance rule, in the order in which people read them. `tier` weighs the others and comes last. */
export const RULES: readonly Rule[] = [
  readme,
  contributing,
  codeowners,
  codeownersValid,
  codeownersCoverage,
  owners,
  manifest,
  license,
  support,
  securityPolicy,
  codeOfConduct,
  documentation,
  changelog,
  issueTemplates,
  pullRequestTemplate,
  continuousIntegration,
  description,
  topics,
  visibility,
  releases,
  tier,
];
