import { minimatch } from 'minimatch';
import type { EffectivePolicy } from '../domain/effective-policy.ts';
import { PACKAGE_TYPES } from '../domain/package-type.ts';
import type { Project } from '../domain/project.ts';
import type { Repository } from '../domain/repository.ts';
import { TIERS } from '../domain/tier.ts';
import { LEVELS, type Level, MODES, type Mode, type RuleSetting, type Waiver } from '../domain/verdict.ts';
import { REGISTRY_RULES } from '../registry/rules/index.ts';
import { RULES } from '../rules/index.ts';
import { PULL_REQUEST_RULES } from '../rules/pull-request/index.ts';
import type { Manifest } from './manifest.ts';
import type { Policy } from './policy.ts';
import type { ConfigurableRule, Where, WrittenSetting, WrittenSettings } from './rule-settings.ts';

/** What is known of the repository a policy is worked out for; a local checkout knows little more than its name. */
export type GovernedRepository = Pick<Repository, 'name'> &
  Partial<Pick<Repository, 'visibility' | 'topics' | 'archived' | 'fork'>>;

export interface EffectiveInput {
  readonly policy: Policy;
  readonly manifest: Manifest | null;
  readonly project: Project;
  readonly repository: GovernedRepository;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Works out what the policy comes to for one repository. */
export function effectivePolicy(input: EffectiveInput): EffectivePolicy {
  const { policy, manifest, repository, today } = input;
  return {
    mode: policy.mode,
    governed: isGoverned(policy, repository),
    rules: settingsOf(RULES, policy.rules, manifest?.policy?.rules ?? {}, input),
    pullRequestRules: settingsOf(
      PULL_REQUEST_RULES,
      policy['pull-requests'].rules,
      manifest?.policy?.['pull-requests'].rules ?? {},
      input,
    ),
    registryRules: settingsOf(REGISTRY_RULES, policy.registry.rules, {}, input),
    waivers: policy.waivers.filter((waiver) => holdsToday(waiver, repository, today)),
    requires: fromEach(TIERS, (tier) => policy.tiers[tier].requires),
    mayDependOn: {
      types: fromEach(PACKAGE_TYPES, (type) => policy.types[type]['may-depend-on']),
      tiers: fromEach(TIERS, (tier) => policy.tiers[tier]['may-depend-on']),
    },
  };
}

function fromEach<Key extends string, Value>(keys: readonly Key[], of: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, Value>;
}

function isGoverned({ repositories }: Policy, repository: GovernedRepository): boolean {
  if (repository.archived && !repositories.archived) return false;
  if (repository.fork && !repositories.forks) return false;
  return matchesAny(repository.name, repositories.include) && !matchesAny(repository.name, repositories.exclude);
}

function holdsToday(waiver: Waiver, repository: GovernedRepository, today: string): boolean {
  return waiver.until >= today && matchesAny(repository.name, [waiver.repository.replace(/^[^/]+\//, '')]);
}

/** Repository names and topics know no folders: `*` matches all of one, whatever its case. */
export function matchesAny(name: string, globs: readonly string[]): boolean {
  return globs.some((glob) => minimatch(name, glob, { nocase: true, dot: true }));
}

function settingsOf(
  rules: readonly ConfigurableRule[],
  written: WrittenSettings,
  tightened: WrittenSettings,
  input: EffectiveInput,
): RuleSetting[] {
  return rules.map((rule) => {
    const own = (written[rule.id] ?? []).filter(({ where }) => holds(where, input));
    const organisation = own.reduce(overlay, {
      rule: rule.id,
      // Where no tier is declared, the least demanding column holds: the `tier` rule asks for one.
      level: rule.levels[input.project.tier ?? 'prototype'],
      mode: input.policy.mode,
      options: {},
    });
    return (tightened[rule.id] ?? [])
      .filter(({ where }) => holds(where, input))
      .reduce((before, own) => tighten(rule, before, own), organisation);
  });
}

function overlay(before: RuleSetting, written: WrittenSetting): RuleSetting {
  return {
    rule: before.rule,
    level: written.level ?? before.level,
    mode: written.mode ?? before.mode,
    options: { ...(before.options as object), ...written.options },
  };
}

/** A repository's own word counts only where it asks for more. */
function tighten(rule: ConfigurableRule, before: RuleSetting, written: WrittenSetting): RuleSetting {
  const level = stricter(LEVELS, before.level, written.level ?? before.level) as Level;
  const mode = stricter(MODES, before.mode, written.mode ?? before.mode) as Mode;
  // Unless the rule can tell which options are stricter, one that the organisation demands keeps the organisation's.
  const kept = rule.tighten?.(before.options, written.options) ?? before.options;
  const options = before.level === 'off' ? written.options : kept;
  return { rule: before.rule, level, mode, options };
}

function stricter(order: readonly string[], one: string, other: string): string {
  return order.indexOf(other) > order.indexOf(one) ? other : one;
}

export function holds(
  where: Where | undefined,
  { project, repository }: Pick<EffectiveInput, 'project' | 'repository'>,
): boolean {
  if (!where) return true;
  if (where.tier && !(project.tier && where.tier.includes(project.tier))) return false;
  if (where.type && !(project.type && where.type.includes(project.type))) return false;
  if (where.repository && !matchesAny(repository.name, where.repository)) return false;
  if (where.topic && !(repository.topics ?? []).some((topic) => matchesAny(topic, where.topic ?? []))) return false;
  return !where.visibility || (repository.visibility !== undefined && where.visibility.includes(repository.visibility));
}
