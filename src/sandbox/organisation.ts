import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PERMISSIONS, type Permission } from '../domain/person.ts';
import { UserError } from '../domain/user-error.ts';

/** An organisation as its `org.yml` and folders describe it. */
export interface OrganisationSeed {
  readonly login: string;
  readonly basePermission: Permission;
  readonly members: readonly MemberSeed[];
  readonly teams: readonly TeamSeed[];
  readonly repositories: readonly RepositorySeed[];
  readonly customProperties: readonly string[];
  /** What the App may beyond `app.yml`: permission → level. */
  readonly appPermissions: Readonly<Record<string, 'read' | 'write'>>;
}

export interface MemberSeed {
  readonly login: string;
  readonly name: string;
  readonly role: 'admin' | 'member' | 'outside';
  readonly busy: boolean;
}

export interface TeamSeed {
  readonly slug: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly parent: string | null;
  readonly repositories: Readonly<Record<string, Permission>>;
}

export interface RepositorySeed {
  readonly name: string;
  readonly description: string | null;
  readonly visibility: 'public' | 'internal' | 'private';
  readonly topics: readonly string[];
  readonly archived: boolean;
  readonly hasIssues: boolean;
  readonly collaborators: Readonly<Record<string, Permission>>;
  readonly protected: boolean;
  /** Tags of releases published before the story begins, at the default branch's head. */
  readonly releases: readonly string[];
  /** A tree that becomes the first commit, a bare Git repository that is copied, or nothing. */
  readonly source: { readonly kind: 'tree' | 'bare'; readonly path: string } | null;
  /** Branch name → a tree laid over the default branch. */
  readonly branches: Readonly<Record<string, string>>;
}

const permission = z
  .enum([...PERMISSIONS, 'pull', 'push'])
  .transform((given): Permission => (given === 'pull' ? 'read' : given === 'push' ? 'write' : given));
const permissions = z.record(z.string(), permission).default({});
const login = z.string().transform((given) => given.replace(/^@/, ''));

const member = z.strictObject({
  name: z.string().optional(),
  role: z.enum(['admin', 'owner', 'member', 'outside']).default('member'),
  email: z.string().optional(),
  teams: z.array(z.string()).default([]),
  busy: z.boolean().default(false),
});
const team = z.strictObject({
  name: z.string().optional(),
  members: z.array(login).default([]),
  parent: z.string().nullish(),
  description: z.string().optional(),
  repositories: permissions,
  permissions: permissions,
});
const repository = z.strictObject({
  description: z.string().nullish(),
  visibility: z.enum(['public', 'internal', 'private']).default('internal'),
  topics: z.array(z.string()).default([]),
  archived: z.boolean().default(false),
  'has-issues': z.boolean().default(true),
  teams: permissions,
  collaborators: permissions,
  permissions: permissions,
  protected: z.boolean().default(false),
  releases: z.array(z.string()).default([]),
});

/** A list of names, a list of objects with their name, or a mapping: people write all three. */
function named<Item extends z.ZodObject>(item: Item, key: string) {
  const entry = z.record(z.string(), z.unknown());
  return z
    .union([z.array(z.union([z.string(), entry])), z.record(z.string(), z.union([entry, z.null()]))])
    .default([])
    .transform((given): [string, unknown][] => {
      if (!Array.isArray(given)) return Object.entries(given).map(([name, value]) => [name, value ?? {}]);
      return given.map((each) => {
        if (typeof each === 'string') return [each, {}];
        const { [key]: name, ...rest } = each;
        return [String(name ?? each.name ?? each.login ?? ''), rest];
      });
    })
    .transform((entries) =>
      entries.map(([name, value]): [string, z.output<Item>] => [name.replace(/^@/, ''), item.parse(value)]),
    );
}

const schema = z.strictObject({
  organization: z.string().optional(),
  login: z.string().optional(),
  name: z.string().optional(),
  'base-permission': permission.default('read'),
  members: named(member, 'login'),
  teams: named(team, 'slug'),
  repositories: named(repository, 'name'),
  'custom-properties': z.array(z.string()).default(['innersource-tier', 'innersource-type']),
  'app-permissions': z.record(z.string(), z.enum(['read', 'write'])).default({}),
});

/** Reads ORGDIR: `org.yml`, `repositories/<name>/`, and `branches/<repository>/<branch>/`. */
export function loadOrganisation(directory: string): OrganisationSeed {
  const file = join(directory, 'org.yml');
  if (!existsSync(file)) {
    throw new UserError(`There is no ${file}.`, {
      fix: 'Describe the organisation in org.yml; docs/sandbox.md shows how.',
    });
  }
  const written = read(file);
  const login = written.organization ?? written.login ?? written.name;
  if (!login)
    throw new UserError(`${file} doesn’t name its organisation.`, { fix: 'Add a line such as organization: acme.' });
  const folders = foldersIn(join(directory, 'repositories'));
  const described = new Map(written.repositories);
  const names = [...new Set([...folders.map((folder) => folder.replace(/\.git$/, '')), ...described.keys()])];
  const teams = written.teams.map(
    ([slug, each]): TeamSeed => ({
      slug,
      name: each.name ?? slug,
      parent: each.parent ?? null,
      members: [
        ...each.members,
        ...written.members.filter(([, person]) => person.teams.includes(slug)).map(([person]) => person),
      ],
      repositories: {
        ...each.permissions,
        ...each.repositories,
        ...Object.fromEntries(
          [...described].flatMap(([name, { teams: access }]) => (access[slug] ? [[name, access[slug]]] : [])),
        ),
      },
    }),
  );
  return {
    login,
    basePermission: written['base-permission'],
    members: membersOf(written.members, teams),
    teams,
    customProperties: written['custom-properties'],
    appPermissions: written['app-permissions'],
    repositories: names.map((name) => {
      const each = described.get(name) ?? repository.parse({});
      return {
        name,
        description: each.description ?? null,
        visibility: each.visibility,
        topics: each.topics,
        archived: each.archived,
        hasIssues: each['has-issues'],
        collaborators: { ...each.permissions, ...each.collaborators },
        protected: each.protected,
        releases: each.releases,
        source: sourceOf(directory, folders, name),
        branches: branchesOf(join(directory, 'branches', name)),
      };
    }),
  };
}

function read(file: string): z.output<typeof schema> {
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(`${file} can’t be read: ${(error as Error).message}`, { fix: 'Correct the YAML.' });
  }
  try {
    return schema.parse(value);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const lines = error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
    throw new UserError(`${file} is not in order: ${lines.join('; ')}`, { fix: 'docs/sandbox.md shows its form.' });
  }
}

/** People who are named in a team alone are members too. */
function membersOf(listed: readonly [string, z.output<typeof member>][], teams: readonly TeamSeed[]): MemberSeed[] {
  const known = new Map(listed.map(([name, each]) => [name.toLowerCase(), { name, each }]));
  const others = teams.flatMap((each) => each.members).filter((name) => !known.has(name.toLowerCase()));
  return [
    ...listed.map(
      ([name, each]): MemberSeed => ({
        login: name,
        name: each.name ?? name,
        role: each.role === 'owner' ? 'admin' : each.role,
        busy: each.busy,
      }),
    ),
    ...[...new Set(others)].map((name): MemberSeed => ({ login: name, name, role: 'member', busy: false })),
  ];
}

function foldersIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).filter((name) => statSync(join(directory, name)).isDirectory());
}

function sourceOf(directory: string, folders: readonly string[], name: string): RepositorySeed['source'] {
  const folder = folders.find((each) => each === name) ?? folders.find((each) => each === `${name}.git`);
  if (!folder) return null;
  const path = join(directory, 'repositories', folder);
  const bare = existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects'));
  return { kind: bare ? 'bare' : 'tree', path };
}

/** Each folder is a branch, named as the folder. */
function branchesOf(directory: string): Readonly<Record<string, string>> {
  return Object.fromEntries(foldersIn(directory).map((name) => [name, join(directory, name)]));
}
