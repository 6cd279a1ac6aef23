/**
 * Someone who owns code, as people write it: `@acme/platform` (team), `@alice` (person), `alice@acme.example` (e-mail, CODEOWNERS only).
 */
export type OwnerRef =
  | { readonly kind: 'team'; readonly organization: string; readonly slug: string }
  | { readonly kind: 'person'; readonly login: string }
  | { readonly kind: 'email'; readonly address: string };

const TEAM = /^@([A-Za-z0-9][A-Za-z0-9-]*)\/([A-Za-z0-9_.-]+)$/;
// Old logins may end in a hyphen; those of managed users end in `_` and the enterprise's code.
const PERSON = /^@([A-Za-z0-9][A-Za-z0-9-]*(?:_[A-Za-z0-9]+)?(?:\[bot\])?)$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Reads an owner as written; `null` where GitHub would take it for none. */
export function parseOwner(text: string): OwnerRef | null {
  const team = TEAM.exec(text);
  if (team?.[1] && team[2]) return { kind: 'team', organization: team[1], slug: team[2] };
  const person = PERSON.exec(text);
  if (person?.[1]) return { kind: 'person', login: person[1] };
  return EMAIL.test(text) ? { kind: 'email', address: text } : null;
}

/** GitHub compares logins and slugs without regard to case. */
export function sameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** GitHub's repository roles, weakest first. */
export const PERMISSIONS = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;

export type Permission = (typeof PERMISSIONS)[number];

export function atLeast(permission: Permission, needed: Permission): boolean {
  return PERMISSIONS.indexOf(permission) >= PERMISSIONS.indexOf(needed);
}

/** An owner looked up on GitHub: does it exist, who is behind it, and may it write to the repository? */
export interface ResolvedOwner {
  /** As written: `@acme/platform`. */
  readonly owner: string;
  readonly kind: OwnerRef['kind'];
  readonly exists: boolean;
  /** Of the person, or of the team as such (not of its members through other ways). */
  readonly permission: Permission;
  /** Logins: the team's members with those of its child teams, or the one person. */
  readonly members: readonly string[];
  /** A team that only its members see; GitHub takes none for a code owner. */
  readonly secret?: boolean;
  /** GitHub's code review assignment is on: whoever asks the team for a review gets people of it. */
  readonly assigns?: boolean;
}

/**
 * Why GitHub drops somebody whom CODEOWNERS names: no such owner, a secret team, no write access. `null` where it takes them for an owner; of an
 * e-mail address GitHub alone knows.
 */
export function whyDropped({
  kind,
  exists,
  permission,
  secret,
}: ResolvedOwner): 'unseen' | 'secret' | 'no-write' | null {
  if (kind === 'email') return null;
  if (!exists) return 'unseen';
  if (secret) return 'secret';
  return atLeast(permission, 'write') ? null : 'no-write';
}
