import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { atLeast, PERMISSIONS, type Permission } from '../domain/person.ts';
import { GitRepository, type Signature } from './git.ts';
import type * as model from './model.ts';
import type { OrganisationSeed } from './organisation.ts';
import * as payloads from './payloads.ts';

/** Something GitHub would refuse, with its status and words. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;

  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }

  /** GitHub's form of it. */
  reply(): { status: number; json: Record<string, unknown> } {
    return {
      status: this.status,
      json: {
        message: this.message,
        ...(this.errors ? { errors: this.errors } : {}),
        documentation_url: 'https://docs.github.com/rest',
        status: String(this.status),
      },
    };
  }
}

export interface WorldOptions {
  readonly seed: OrganisationSeed;
  /** Where the bare repositories lie. */
  readonly directory: string;
  readonly url: () => string;
  readonly now: () => Date;
  readonly send: (event: string, payload: Record<string, unknown>, repository: string | null) => void;
}

/** The state of the stand-in. Everything that changes it goes through here, and tells the App by webhook as GitHub would. */
export class World {
  readonly organization: { readonly login: string; readonly id: number };
  readonly people = new Map<string, model.Person>();
  readonly teams = new Map<string, model.TeamModel>();
  readonly repositories = new Map<string, model.RepositoryModel>();
  readonly customProperties: readonly string[];
  readonly basePermission: Permission;
  readonly installation = { id: 4711 };
  readonly bot: model.Actor;
  readonly options: WorldOptions;
  #next = 1000;

  constructor(options: WorldOptions, slug: string) {
    const { seed } = options;
    this.options = options;
    this.organization = { login: seed.login, id: this.id() };
    this.basePermission = seed.basePermission;
    this.customProperties = seed.customProperties;
    this.bot = { login: `${slug}[bot]`, id: this.id(), type: 'Bot' };
    for (const member of seed.members) {
      this.people.set(member.login.toLowerCase(), { ...member, id: this.id(), type: 'User' });
    }
    for (const { slug: team, name, parent, members, repositories } of seed.teams) {
      const access = new Map(
        Object.entries(repositories).map(([repository, each]): [string, Permission] => [
          repository.toLowerCase(),
          each,
        ]),
      );
      this.teams.set(team.toLowerCase(), {
        id: this.id(),
        slug: team,
        name,
        parent,
        members: new Set(members.map((each) => each.toLowerCase())),
        repositories: access,
      });
    }
    for (const each of seed.repositories) this.#plant(each);
  }

  id(): number {
    this.#next += 1;
    return this.#next;
  }

  now(): string {
    return this.options
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }

  signature(actor: model.Actor): Signature {
    return {
      name: actor.login,
      email: `${actor.login}@users.noreply.${this.organization.login}.example`,
      date: this.options.now(),
    };
  }

  // People -----------------------------------------------------------------------------------------------------------------------

  person(login: string): model.Person {
    const found = this.people.get(login.toLowerCase());
    if (!found) throw new Refused(404, 'Not Found');
    return found;
  }

  team(slug: string): model.TeamModel {
    const found = this.teams.get(slug.toLowerCase());
    if (!found) throw new Refused(404, 'Not Found');
    return found;
  }

  /** Members of the team and of the teams below it. */
  membersOf(team: model.TeamModel): readonly model.Person[] {
    const below = [...this.teams.values()].filter(({ parent }) => parent?.toLowerCase() === team.slug.toLowerCase());
    const logins = new Set([
      ...team.members,
      ...below.flatMap((each) => this.membersOf(each).map(({ login }) => login.toLowerCase())),
    ]);
    return [...logins].flatMap((login) => this.people.get(login) ?? []);
  }

  teamPermission(team: model.TeamModel, repository: model.RepositoryModel): Permission {
    const own = team.repositories.get(repository.name.toLowerCase()) ?? 'none';
    const parent = team.parent ? this.teams.get(team.parent.toLowerCase()) : undefined;
    return parent ? highest([own, this.teamPermission(parent, repository)]) : own;
  }

  permission(actor: model.Actor, repository: model.RepositoryModel): Permission {
    const person = this.people.get(actor.login.toLowerCase());
    if (!person) return repository.visibility === 'public' ? 'read' : 'none';
    if (person.role === 'admin') return 'admin';
    const base = repository.visibility === 'public' ? 'read' : 'none';
    const organisation = person.role === 'member' && repository.visibility !== 'private' ? this.basePermission : base;
    const teams = [...this.teams.values()]
      .filter((team) => this.membersOf(team).some(({ login }) => login === person.login))
      .map((team) => this.teamPermission(team, repository));
    const direct = repository.collaborators.get(person.login.toLowerCase()) ?? 'none';
    return highest([base, organisation, direct, ...teams]);
  }

  // Repositories -----------------------------------------------------------------------------------------------------------------

  repository(owner: string, name: string): model.RepositoryModel {
    const found = this.repositories.get(name.toLowerCase());
    if (!found || owner.toLowerCase() !== this.organization.login.toLowerCase()) throw new Refused(404, 'Not Found');
    return found;
  }

  fullName(repository: model.RepositoryModel): string {
    return `${this.organization.login}/${repository.name}`;
  }

  createRepository(
    input: Partial<model.RepositoryModel> & { name: string },
    actor: model.Actor,
  ): model.RepositoryModel {
    if (this.repositories.has(input.name.toLowerCase())) {
      throw new Refused(422, 'Repository creation failed.', [
        { resource: 'Repository', code: 'custom', field: 'name', message: 'name already exists on this account' },
      ]);
    }
    const repository: model.RepositoryModel = {
      description: null,
      visibility: 'internal',
      topics: [],
      archived: false,
      hasIssues: true,
      protected: false,
      ...input,
      id: this.id(),
      collaborators: input.collaborators ?? new Map(),
      git: GitRepository.create(join(this.options.directory, `${input.name}.git`)),
      issues: new Map(),
      labels: new Map(),
      checks: [],
      releases: [],
      properties: new Map(),
      createdAt: this.now(),
    };
    this.repositories.set(input.name.toLowerCase(), repository);
    this.emit('repository', 'created', repository, actor);
    return repository;
  }

  #plant(seed: OrganisationSeed['repositories'][number]): void {
    const { source, branches, collaborators, releases, ...rest } = seed;
    const access = new Map(
      Object.entries(collaborators).map(([login, each]): [string, Permission] => [login.toLowerCase(), each]),
    );
    const [admin] = [...this.people.values()].filter(({ role }) => role === 'admin');
    const actor = admin ?? this.bot;
    const repository = this.createRepository({ ...rest, collaborators: access }, actor);
    if (source?.kind === 'bare') repository.git.copyFrom(source.path);
    if (source?.kind === 'tree') {
      const commit = repository.git.importTree(source.path, null, 'Initial commit', this.signature(actor));
      repository.git.updateRef('refs/heads/main', commit, null);
    }
    for (const tag of releases) this.createRelease(repository, { tag }, actor);
    for (const [branch, folder] of Object.entries(branches)) {
      const parent = repository.git.resolve('HEAD');
      const commit = repository.git.importTree(folder, parent, `Work on ${branch}`, this.signature(actor));
      repository.git.updateRef(`refs/heads/${branch}`, commit, null);
    }
  }

  updateRepository(
    repository: model.RepositoryModel,
    change: Partial<
      Pick<model.RepositoryModel, 'name' | 'description' | 'visibility' | 'archived' | 'hasIssues' | 'topics'>
    >,
    actor: model.Actor,
  ): void {
    const before = { ...repository };
    if (change.name && change.name !== repository.name) {
      this.repositories.delete(repository.name.toLowerCase());
      this.repositories.set(change.name.toLowerCase(), repository);
    }
    Object.assign(repository, change);
    if (before.name !== repository.name)
      this.emit('repository', 'renamed', repository, actor, {
        changes: { repository: { name: { from: before.name } } },
      });
    if (before.archived !== repository.archived)
      this.emit('repository', repository.archived ? 'archived' : 'unarchived', repository, actor);
    if (before.visibility !== repository.visibility)
      this.emit('repository', repository.visibility === 'public' ? 'publicized' : 'privatized', repository, actor);
    const edited = before.description !== repository.description || before.topics !== repository.topics;
    if (edited) this.emit('repository', 'edited', repository, actor, { changes: {} });
  }

  /** Moves a branch or tag, with the events of a push. */
  moveRef(
    repository: model.RepositoryModel,
    ref: string,
    to: string | null,
    from: string | null,
    actor: model.Actor,
  ): void {
    repository.git.updateRef(ref, to, from);
    this.pushed(repository, ref, from, to, actor);
  }

  /** Tells of a ref that has moved: by the API, or by somebody's `git push`. */
  pushed(
    repository: model.RepositoryModel,
    ref: string,
    from: string | null,
    to: string | null,
    actor: model.Actor,
  ): void {
    repository.git.forget();
    this.emit('push', null, repository, actor, payloads.push(this, repository, { ref, from, to, actor }));
    const refType = ref.startsWith('refs/tags/') ? 'tag' : 'branch';
    const short = ref.replace(/^refs\/(?:heads|tags)\//, '');
    const created = {
      ref: short,
      ref_type: refType,
      master_branch: repository.git.head,
      description: repository.description,
      pusher_type: 'user',
    };
    if (!from) this.emit('create', null, repository, actor, created);
    if (!to) this.emit('delete', null, repository, actor, { ref: short, ref_type: refType, pusher_type: 'user' });
    if (refType === 'tag' || !to) return;
    for (const issue of repository.issues.values()) {
      if (!issue.pull || issue.state !== 'open' || issue.pull.head !== short) continue;
      const before = issue.pull.headSha;
      issue.pull.headSha = to;
      this.emitPull('synchronize', repository, issue, actor, { before, after: to });
    }
  }

  commit(
    repository: model.RepositoryModel,
    input: { branch: string; changes: ReadonlyMap<string, Buffer | null>; message: string; expectedHead?: string },
    actor: model.Actor,
  ): string {
    const ref = `refs/heads/${input.branch}`;
    const parent = repository.git.resolve(ref);
    if (input.expectedHead && input.expectedHead !== parent) {
      throw new Refused(409, `Expected branch to point to "${parent}" but it did not. Pull and try again.`);
    }
    this.assertMayPush(repository, ref, actor);
    const commit = repository.git.write({
      parent,
      changes: input.changes,
      message: input.message,
      author: this.signature(actor),
    });
    this.moveRef(repository, ref, commit, parent, actor);
    return commit;
  }

  assertMayPush(repository: model.RepositoryModel, ref: string, actor: model.Actor): void {
    if (repository.archived) throw new Refused(403, 'Repository was archived so is read-only.');
    const isDefault = ref === `refs/heads/${repository.git.head}`;
    const exempt = actor.type === 'User' && this.permission(actor, repository) === 'admin';
    if (repository.protected && isDefault && !exempt) {
      throw new Refused(409, `Repository rule violations found\n\nChanges must be made through a pull request.`);
    }
  }

  // Issues and pull requests -----------------------------------------------------------------------------------------------------

  issue(repository: model.RepositoryModel, number: number): model.IssueModel {
    const found = repository.issues.get(number);
    if (!found) throw new Refused(404, 'Not Found');
    return found;
  }

  pull(repository: model.RepositoryModel, number: number): model.IssueModel & { readonly pull: model.PullModel } {
    const found = this.issue(repository, number);
    if (!hasPull(found)) throw new Refused(404, 'Not Found');
    return found;
  }

  createIssue(
    repository: model.RepositoryModel,
    input: { title: string; body?: string | null; labels?: readonly string[] },
    actor: model.Actor,
  ): model.IssueModel {
    if (!repository.hasIssues) throw new Refused(410, 'Issues has been disabled in this repository.');
    const issue = this.#newIssue(repository, { ...input, pull: null }, actor);
    for (const label of input.labels ?? []) issue.labels.add(this.ensureLabel(repository, label).name);
    this.emit('issues', 'opened', repository, actor, { issue: payloads.issue(this, repository, issue) });
    return issue;
  }

  #newIssue(
    repository: model.RepositoryModel,
    input: { title: string; body?: string | null; pull: model.PullModel | null },
    author: model.Actor,
  ): model.IssueModel {
    const number = repository.issues.size + 1;
    const at = this.now();
    const issue: model.IssueModel = {
      id: this.id(),
      number,
      author,
      title: input.title,
      body: input.body ?? '',
      state: 'open',
      labels: new Set(),
      comments: [],
      createdAt: at,
      updatedAt: at,
      pull: input.pull,
    };
    repository.issues.set(number, issue);
    return issue;
  }

  createPull(
    repository: model.RepositoryModel,
    input: { title: string; body?: string | null; head: string; base: string; draft?: boolean },
    actor: model.Actor,
  ): model.IssueModel {
    const head = input.head.replace(/^[^:]+:/, '');
    const headSha = repository.git.resolve(`refs/heads/${head}`);
    const baseSha = repository.git.resolve(`refs/heads/${input.base}`);
    const invalid = (field: string, message?: string) =>
      new Refused(422, 'Validation Failed', [
        { resource: 'PullRequest', field, code: message ? 'custom' : 'invalid', ...(message ? { message } : {}) },
      ]);
    if (!headSha) throw invalid('head');
    if (!baseSha) throw invalid('base');
    const twin = [...repository.issues.values()].find(
      ({ state, pull }) => state === 'open' && pull?.head === head && pull.base === input.base,
    );
    if (twin) throw invalid('head', `A pull request already exists for ${this.organization.login}:${head}.`);
    if (headSha === baseSha) throw invalid('base', `No commits between ${input.base} and ${head}`);
    const pull: model.PullModel = {
      base: input.base,
      head,
      headSha,
      draft: input.draft ?? false,
      merged: false,
      mergeCommit: null,
      requestedUsers: new Set(),
      requestedTeams: new Set(),
      reviews: [],
      removals: [],
    };
    const issue = this.#newIssue(repository, { title: input.title, body: input.body ?? '', pull }, actor);
    this.emitPull('opened', repository, issue, actor);
    return issue;
  }

  updateIssue(
    repository: model.RepositoryModel,
    issue: model.IssueModel,
    change: { title?: string; body?: string | null; state?: string },
    actor: model.Actor,
  ): void {
    const before = { title: issue.title, body: issue.body, state: issue.state };
    if (change.title !== undefined) issue.title = change.title;
    if (change.body !== undefined) issue.body = change.body ?? '';
    if (change.state === 'open' || change.state === 'closed') issue.state = change.state;
    issue.updatedAt = this.now();
    const edited = before.title !== issue.title || before.body !== issue.body;
    const changes = {
      ...(before.title !== issue.title ? { title: { from: before.title } } : {}),
      ...(before.body !== issue.body ? { body: { from: before.body } } : {}),
    };
    const tell = (action: string, extra: Record<string, unknown> = {}) =>
      issue.pull
        ? this.emitPull(action, repository, issue, actor, extra)
        : this.emit('issues', action, repository, actor, { issue: payloads.issue(this, repository, issue), ...extra });
    if (edited) tell('edited', { changes });
    if (before.state !== issue.state) tell(issue.state === 'open' ? 'reopened' : 'closed');
  }

  markReady(repository: model.RepositoryModel, issue: model.IssueModel, actor: model.Actor): void {
    if (!issue.pull?.draft) return;
    issue.pull.draft = false;
    this.emitPull('ready_for_review', repository, issue, actor);
  }

  merge(
    repository: model.RepositoryModel,
    issue: model.IssueModel & { readonly pull: model.PullModel },
    actor: model.Actor,
  ): string {
    const { pull } = issue;
    const base = repository.git.resolve(`refs/heads/${pull.base}`);
    if (issue.state !== 'open' || !base) throw new Refused(405, 'Pull Request is not mergeable');
    const merged = repository.git.text(['merge-tree', '--write-tree', base, pull.headSha]).split('\n')[0] ?? '';
    const message = `Merge pull request #${issue.number} from ${this.organization.login}/${pull.head}\n\n${issue.title}`;
    const commit = repository.git.commitTree(merged, [base, pull.headSha], message, this.signature(actor));
    pull.merged = true;
    pull.mergeCommit = commit;
    issue.state = 'closed';
    this.moveRef(repository, `refs/heads/${pull.base}`, commit, base, actor);
    this.emitPull('closed', repository, issue, actor);
    return commit;
  }

  requestReview(
    repository: model.RepositoryModel,
    issue: model.IssueModel & { readonly pull: model.PullModel },
    users: readonly string[],
    teams: readonly string[],
    actor: model.Actor,
  ): void {
    const people = users.map((login) => this.people.get(login.toLowerCase()));
    for (const [index, person] of people.entries()) {
      if (!person || !atLeast(this.permission(person, repository), 'read')) {
        throw new Refused(
          422,
          `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${this.fullName(repository)} repository.`,
          [String(users[index])],
        );
      }
      if (person.login === issue.author.login)
        throw new Refused(422, 'Review cannot be requested from pull request author.');
    }
    const found = teams.map((slug) => this.teams.get(slug.toLowerCase()));
    if (found.some((team) => !team || this.teamPermission(team, repository) === 'none')) {
      throw new Refused(
        422,
        `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${this.fullName(repository)} repository.`,
      );
    }
    for (const person of people) {
      if (!person || issue.pull.requestedUsers.has(person.login)) continue;
      issue.pull.requestedUsers.add(person.login);
      this.emitPull('review_requested', repository, issue, actor, { requested_reviewer: payloads.user(this, person) });
    }
    for (const team of found) {
      if (!team || issue.pull.requestedTeams.has(team.slug)) continue;
      issue.pull.requestedTeams.add(team.slug);
      this.emitPull('review_requested', repository, issue, actor, { requested_team: payloads.team(this, team) });
    }
  }

  removeReviewRequest(
    repository: model.RepositoryModel,
    issue: model.IssueModel & { readonly pull: model.PullModel },
    users: readonly string[],
    teams: readonly string[],
    actor: model.Actor,
  ): void {
    for (const login of users) {
      if (!issue.pull.requestedUsers.delete(login)) continue;
      issue.pull.removals.push({ actor, login, slug: null });
      this.emitPull('review_request_removed', repository, issue, actor, {
        requested_reviewer: payloads.user(this, this.person(login)),
      });
    }
    for (const slug of teams) {
      if (!issue.pull.requestedTeams.delete(slug)) continue;
      issue.pull.removals.push({ actor, login: null, slug });
      this.emitPull('review_request_removed', repository, issue, actor, {
        requested_team: payloads.team(this, this.team(slug)),
      });
    }
  }

  review(
    repository: model.RepositoryModel,
    issue: model.IssueModel & { readonly pull: model.PullModel },
    input: { event: string; body?: string },
    actor: model.Actor,
  ): model.ReviewModel {
    const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;
    const state = states[input.event as keyof typeof states];
    if (!state) throw new Refused(422, 'Unprocessable Entity', ['Variable $event is invalid']);
    if (actor.login === issue.author.login && state === 'APPROVED')
      throw new Refused(422, 'Unprocessable Entity', ['Can not approve your own pull request']);
    const review: model.ReviewModel = {
      id: this.id(),
      author: actor,
      state,
      body: input.body ?? '',
      submittedAt: this.now(),
    };
    issue.pull.reviews.push(review);
    issue.pull.requestedUsers.delete(actor.login);
    this.emit('pull_request_review', 'submitted', repository, actor, {
      review: payloads.review(this, review),
      pull_request: payloads.pull(this, repository, issue),
    });
    return review;
  }

  comment(
    repository: model.RepositoryModel,
    issue: model.IssueModel,
    body: string,
    actor: model.Actor,
  ): model.CommentModel {
    const at = this.now();
    const comment: model.CommentModel = {
      id: this.id(),
      author: actor,
      body,
      createdAt: at,
      updatedAt: at,
      reactions: [],
    };
    issue.comments.push(comment);
    this.emit('issue_comment', 'created', repository, actor, {
      issue: payloads.issue(this, repository, issue),
      comment: payloads.comment(this, repository, issue, comment),
    });
    return comment;
  }

  findComment(repository: model.RepositoryModel, id: number): { issue: model.IssueModel; comment: model.CommentModel } {
    for (const issue of repository.issues.values()) {
      const comment = issue.comments.find((each) => each.id === id);
      if (comment) return { issue, comment };
    }
    throw new Refused(404, 'Not Found');
  }

  editComment(repository: model.RepositoryModel, id: number, body: string, actor: model.Actor): model.CommentModel {
    const { issue, comment } = this.findComment(repository, id);
    const from = comment.body;
    comment.body = body;
    comment.updatedAt = this.now();
    this.emit('issue_comment', 'edited', repository, actor, {
      changes: { body: { from } },
      issue: payloads.issue(this, repository, issue),
      comment: payloads.comment(this, repository, issue, comment),
    });
    return comment;
  }

  ensureLabel(
    repository: model.RepositoryModel,
    name: string,
    details: { color?: string; description?: string | null } = {},
  ): model.LabelModel {
    const found = repository.labels.get(name.toLowerCase());
    if (found) return found;
    const label: model.LabelModel = {
      id: this.id(),
      name,
      color: details.color ?? 'ededed',
      description: details.description ?? null,
    };
    repository.labels.set(name.toLowerCase(), label);
    return label;
  }

  addLabels(
    repository: model.RepositoryModel,
    issue: model.IssueModel,
    names: readonly string[],
    actor: model.Actor,
  ): void {
    for (const name of names) {
      const label = this.ensureLabel(repository, name);
      if (issue.labels.has(label.name)) continue;
      issue.labels.add(label.name);
      this.#labelled('labeled', repository, issue, label, actor);
    }
  }

  removeLabel(repository: model.RepositoryModel, issue: model.IssueModel, name: string, actor: model.Actor): void {
    const label = repository.labels.get(name.toLowerCase());
    if (!label || !issue.labels.delete(label.name)) throw new Refused(404, 'Label does not exist');
    this.#labelled('unlabeled', repository, issue, label, actor);
  }

  #labelled(
    action: string,
    repository: model.RepositoryModel,
    issue: model.IssueModel,
    label: model.LabelModel,
    actor: model.Actor,
  ): void {
    if (issue.pull) this.emitPull(action, repository, issue, actor, { label: payloads.label(this, repository, label) });
    else
      this.emit('issues', action, repository, actor, {
        issue: payloads.issue(this, repository, issue),
        label: payloads.label(this, repository, label),
      });
  }

  // Checks and releases ----------------------------------------------------------------------------------------------------------

  createCheck(repository: model.RepositoryModel, input: Omit<model.CheckModel, 'id' | 'startedAt'>): model.CheckModel {
    const check: model.CheckModel = { ...input, id: this.id(), startedAt: this.now() };
    repository.checks.push(check);
    this.emit('check_run', 'created', repository, this.bot, { check_run: payloads.check(this, repository, check) });
    return check;
  }

  rerequestCheck(repository: model.RepositoryModel, check: model.CheckModel, actor: model.Actor): void {
    this.emit('check_run', 'rerequested', repository, actor, { check_run: payloads.check(this, repository, check) });
  }

  /** As when a merge queue asks for checks on the commits it is about to merge. */
  startMergeGroup(repository: model.RepositoryModel, number: number): string {
    const { pull } = this.pull(repository, number);
    const base = repository.git.resolve(`refs/heads/${pull.base}`) ?? '';
    this.emit('merge_group', 'checks_requested', repository, this.bot, {
      merge_group: {
        head_sha: pull.headSha,
        head_ref: `refs/heads/gh-readonly-queue/${pull.base}/pr-${number}-${base}`,
        base_sha: base,
        base_ref: `refs/heads/${pull.base}`,
        head_commit: {},
      },
    });
    return pull.headSha;
  }

  createRelease(
    repository: model.RepositoryModel,
    input: {
      tag: string;
      target?: string;
      name?: string | null;
      body?: string | null;
      draft?: boolean;
      prerelease?: boolean;
    },
    actor: model.Actor,
  ): model.ReleaseModel {
    if (repository.releases.some(({ tag }) => tag === input.tag)) {
      throw new Refused(422, 'Validation Failed', [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }]);
    }
    const ref = `refs/tags/${input.tag}`;
    if (!input.draft && !repository.git.refs().has(ref)) {
      const target = repository.git.resolve(input.target ?? 'HEAD');
      if (!target)
        throw new Refused(422, 'Validation Failed', [
          { resource: 'Release', code: 'invalid', field: 'target_commitish' },
        ]);
      this.moveRef(repository, ref, target, null, actor);
    }
    const draft = input.draft ?? false;
    const at = this.now();
    const release: model.ReleaseModel = {
      id: this.id(),
      tag: input.tag,
      name: input.name ?? null,
      body: input.body ?? '',
      draft,
      prerelease: input.prerelease ?? false,
      author: actor,
      createdAt: at,
      publishedAt: draft ? null : at,
      assets: [],
    };
    repository.releases.push(release);
    if (!draft) this.#published(repository, release, actor);
    return release;
  }

  updateRelease(
    repository: model.RepositoryModel,
    release: model.ReleaseModel,
    change: { name?: string; body?: string; draft?: boolean; prerelease?: boolean },
    actor: model.Actor,
  ): void {
    const wasDraft = release.draft;
    Object.assign(release, change);
    if (wasDraft && !release.draft) {
      release.publishedAt = this.now();
      const ref = `refs/tags/${release.tag}`;
      const head = repository.git.resolve('HEAD');
      if (!repository.git.refs().has(ref) && head) this.moveRef(repository, ref, head, null, actor);
      this.#published(repository, release, actor);
    } else
      this.emit('release', 'edited', repository, actor, {
        changes: {},
        release: payloads.release(this, repository, release),
      });
  }

  deleteRelease(repository: model.RepositoryModel, release: model.ReleaseModel, actor: model.Actor): void {
    repository.releases.splice(repository.releases.indexOf(release), 1);
    this.emit('release', 'deleted', repository, actor, { release: payloads.release(this, repository, release) });
  }

  #published(repository: model.RepositoryModel, release: model.ReleaseModel, actor: model.Actor): void {
    for (const action of ['created', 'published', release.prerelease ? 'prereleased' : 'released']) {
      this.emit('release', action, repository, actor, { release: payloads.release(this, repository, release) });
    }
  }

  addAsset(release: model.ReleaseModel, name: string, content: Buffer, contentType: string): model.AssetModel {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const asset: model.AssetModel = { id: this.id(), name, content, sha256, contentType };
    release.assets.push(asset);
    return asset;
  }

  // Webhooks ---------------------------------------------------------------------------------------------------------------------

  emitPull(
    action: string,
    repository: model.RepositoryModel,
    issue: model.IssueModel,
    actor: model.Actor,
    extra: Record<string, unknown> = {},
  ): void {
    this.emit('pull_request', action, repository, actor, {
      number: issue.number,
      pull_request: payloads.pull(this, repository, issue),
      ...extra,
    });
  }

  emit(
    event: string,
    action: string | null,
    repository: model.RepositoryModel | null,
    sender: model.Actor,
    extra: Record<string, unknown> = {},
  ): void {
    const payload = {
      ...(action ? { action } : {}),
      ...extra,
      ...(repository ? { repository: payloads.repository(this, repository) } : {}),
      organization: payloads.organization(this),
      sender: payloads.user(this, sender),
      installation: {
        id: this.installation.id,
        node_id: Buffer.from(`installation:${this.installation.id}`).toString('base64url'),
      },
    };
    // What the payload holds must stay as it was when it was sent.
    this.options.send(event, structuredClone(payload), repository ? this.fullName(repository) : null);
  }

  /** As when an admin installs the App on all repositories. */
  install(sender: model.Actor): void {
    const repositories = [...this.repositories.values()].map((each) => ({
      id: each.id,
      node_id: `R_${each.id}`,
      name: each.name,
      full_name: this.fullName(each),
      private: each.visibility !== 'public',
    }));
    const payload = {
      action: 'created',
      installation: payloads.installation(this),
      repositories,
      sender: payloads.user(this, sender),
    };
    this.options.send('installation', payload, null);
  }
}

export function highest(permissions: readonly Permission[]): Permission {
  return permissions.reduce(
    (best, each) => (PERMISSIONS.indexOf(each) > PERMISSIONS.indexOf(best) ? each : best),
    'none',
  );
}

function hasPull(issue: model.IssueModel): issue is model.IssueModel & { readonly pull: model.PullModel } {
  return issue.pull !== null;
}
