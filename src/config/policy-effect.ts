import type { EffectivePolicy } from '../domain/effective-policy.ts';
import { fullName } from '../domain/repository.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import { LEVELS, MODES, type RuleSetting, type Verdict } from '../domain/verdict.ts';
import { RULES } from '../rules/index.ts';
import { effectivePolicy } from './effective.ts';
import type { Policy } from './policy.ts';

/** What a change of the policy does to one rule: the projects, as `owner/name`, in which its result moves. */
export interface RuleEffect {
  readonly rule: string;
  /** It begins to fail the check. */
  readonly fails: readonly string[];
  /** It begins to be told, and fails nothing. */
  readonly told: readonly string[];
  /** It fails the check no longer, or is told no longer. */
  readonly eased: readonly string[];
  /** It is new there, or asks for something else: what it finds shows when the project is judged by it. */
  readonly open: readonly string[];
}

export interface PolicyEffect {
  /** How many projects are known. */
  readonly projects: number;
  /** Top-level keys that change from one policy to the other. */
  readonly changed: readonly string[];
  /** Only rules of which something moves. */
  readonly rules: readonly RuleEffect[];
}

type Move = keyof Omit<RuleEffect, 'rule'>;

interface Change {
  /** `null`: none. */
  readonly before: Policy | null;
  readonly after: Policy | null;
  readonly snapshots: readonly ProjectSnapshot[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** What a change of the policy does to the organisation, as far as it can be told from what was last found in each project. */
export function policyEffect(change: Change): PolicyEffect {
  const moves = change.snapshots.flatMap((snapshot) =>
    movesIn(snapshot, change).map((each) => ({ ...each, project: fullName(snapshot.repository) })),
  );
  const projectsOf = (id: string, wanted: Move) =>
    moves.filter(({ rule, move }) => rule === id && move === wanted).map(({ project }) => project);
  const rules = RULES.map(({ id }) => ({
    rule: id,
    fails: projectsOf(id, 'fails'),
    told: projectsOf(id, 'told'),
    eased: projectsOf(id, 'eased'),
    open: projectsOf(id, 'open'),
  }));
  return {
    projects: change.snapshots.length,
    changed: changedKeys(change.before, change.after),
    rules: rules.filter((rule) => moves.some((move) => move.rule === rule.rule)),
  };
}

function changedKeys(before: Policy | null, after: Policy | null): readonly string[] {
  if (!before || !after) return [];
  const keys = Object.keys(after) as (keyof Policy)[];
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function movesIn(snapshot: ProjectSnapshot, { before, after, today }: Change) {
  const under = (policy: Policy | null) =>
    policy &&
    effectivePolicy({
      policy,
      // How a project tightens the policy isn't remembered; it shows in the level and mode of its verdicts.
      manifest: null,
      project: snapshot.project,
      repository: snapshot.repository,
      today,
    });
  const [was, will] = [under(before), under(after)];
  const verdicts = new Map(snapshot.verdicts.map((verdict) => [verdict.rule, verdict]));
  return RULES.flatMap(({ id }) => {
    const move = moveOf(verdicts.get(id), aspect(was, id, snapshot), aspect(will, id, snapshot));
    return move ? [{ rule: id, move }] : [];
  });
}

/** One rule's setting for one project, with all else that its finding depends on. */
interface Aspect {
  readonly setting: RuleSetting;
  readonly waived: boolean;
  /** Equal questions have equal findings. */
  readonly question: string;
}

/** `null` where the rule isn't evaluated. */
function aspect(policy: EffectivePolicy | null, id: string, { project }: ProjectSnapshot): Aspect | null {
  const setting = policy?.governed ? policy.rules.find(({ rule }) => rule === id) : undefined;
  if (!policy || !setting || setting.level === 'off' || setting.mode === 'off') return null;
  const waivers = policy.waivers.map(({ rule }) => rule);
  // The rule that weighs the others depends on what the tier requires, and on what of that is waived.
  const weighs = id === 'tier' && project.tier ? [policy.requires, waivers] : null;
  return { setting, waived: waivers.includes(id), question: JSON.stringify([setting.options, weighs]) };
}

function moveOf(verdict: Verdict | undefined, was: Aspect | null, will: Aspect | null): Move | null {
  const before = verdict ? weight(verdict.status, verdict) : 0;
  if (!will) return before > 0 ? 'eased' : null;
  if (!verdict || was?.question !== will.question) {
    const same = was !== null && JSON.stringify(was) === JSON.stringify(will);
    return same || will.setting.mode === 'report' ? null : 'open';
  }
  const fails = verdict.status === 'fail' || verdict.status === 'waived';
  const after = weight(fails ? (will.waived ? 'waived' : 'fail') : verdict.status, {
    level: tightened(LEVELS, verdict.level, was.setting.level, will.setting.level),
    mode: tightened(MODES, verdict.mode, was.setting.mode, will.setting.mode),
  });
  if (after === before) return null;
  if (after < before) return 'eased';
  return after === 2 ? 'fails' : 'told';
}

/** How heavy a result weighs: 2 fails the check, 1 is told, 0 is silent. */
function weight(status: Verdict['status'], { level, mode }: Pick<RuleSetting, 'level' | 'mode'>): 0 | 1 | 2 {
  if (status !== 'fail' || mode === 'report') return 0;
  return level === 'error' && mode === 'enforce' ? 2 : 1;
}

/** What the project was seen to ask of itself beyond the policy, it keeps asking. */
function tightened<T extends string>(order: readonly T[], seen: T, was: T, will: T): T {
  const own = order.indexOf(seen) > order.indexOf(was) ? seen : will;
  return order.indexOf(own) > order.indexOf(will) ? own : will;
}
