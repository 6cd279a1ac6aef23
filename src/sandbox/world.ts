import type { Permission } from '../domain/person.ts';
import type { Signature } from './git.ts';
import { MANIFEST } from './manifest.ts';
import type * as model from './model.ts';
import type { OrganisationSeed } from './organisation.ts';
import { Refused } from './refused.ts';
import * as checks from './world/checks.ts';
import * as comments from './world/comments.ts';
import * as hooks from './world/hooks.ts';
import * as issues from './world/issues.ts';
import * as labels from './world/labels.ts';
import * as members from './world/members.ts';
import * as people from './world/people.ts';
import * as properties from './world/properties.ts';
import * as pulls from './world/pulls.ts';
import * as refs from './world/refs.ts';
import * as releases from './world/releases.ts';
import * as repositories from './world/repositories.ts';
import { plant } from './world/repositories.ts';
import * as reviews from './world/reviews.ts';
import * as statuses from './world/statuses.ts';

export interface WorldOptions {
  readonly seed: OrganisationSeed;
  /** Where the bare repositories lie. */
  readonly directory: string;
  readonly url: () => string;
  readonly now: () => Date;
  /** False while the organisation is being built: that is nobody's news. */
  readonly isOpen: () => boolean;
  readonly send: (event: string, payload: Record<string, unknown>, repository: string | null) => void;
}

/** The state of the stand-in. Everything that changes it goes through here, and tells the App by webhook as GitHub would. */
export class World {
  readonly organization: { readonly login: string; readonly id: number };
  readonly people = new Map<string, model.Person>();
  readonly teams = new Map<string, model.TeamModel>();
  readonly repositories = new Map<string, model.RepositoryModel>();
  readonly formerNames = new Map<string, model.RepositoryModel>();
  readonly customProperties: Set<string>;
  /** As the organisation granted them. */
  appPermissions: Readonly<Record<string, string>>;
  readonly basePermission: Permission;
  readonly installation: { readonly id: number; state: model.InstallationState } = { id: 4711, state: 'active' };
  readonly bot: model.Actor;
  readonly options: WorldOptions;
  readonly createdAt: string;
  /** The App's, for people who log in through it. */
  readonly oauth = { clientId: 'Iv1.sandbox', clientSecret: 'sandbox-client-secret' };
  #next = 1000;

  // What can be done stands with its resource, in world/.
  readonly membersOf = of(this, people.membersOf);
  readonly teamPermission = of(this, people.teamPermission);
  readonly permission = of(this, people.permission);
  readonly addToTeam = of(this, members.addToTeam);
  readonly removeFromTeam = of(this, members.removeFromTeam);
  readonly setTeamPermission = of(this, members.setTeamPermission);
  readonly setCollaborator = of(this, members.setCollaborator);
  readonly createRepository = of(this, repositories.createRepository);
  readonly updateRepository = of(this, repositories.updateRepository);
  readonly deleteRepository = of(this, repositories.deleteRepository);
  readonly setProperties = of(this, properties.setProperties);
  readonly moveRef = of(this, refs.moveRef);
  readonly pushed = of(this, refs.pushed);
  readonly commit = of(this, refs.commit);
  readonly isProtected = of(this, refs.isProtected);
  readonly mayPush = of(this, refs.mayPush);
  readonly assertMayPush = of(this, refs.assertMayPush);
  readonly assertMayWrite = of(this, refs.assertMayWrite);
  readonly createIssue = of(this, issues.createIssue);
  readonly updateIssue = of(this, issues.updateIssue);
  readonly createPull = of(this, pulls.createPull);
  readonly markReady = of(this, pulls.markReady);
  readonly merge = of(this, pulls.merge);
  readonly startMergeGroup = of(this, pulls.startMergeGroup);
  readonly requestReview = of(this, reviews.requestReview);
  readonly removeReviewRequest = of(this, reviews.removeReviewRequest);
  readonly review = of(this, reviews.review);
  readonly dismissReview = of(this, reviews.dismissReview);
  readonly comment = of(this, comments.comment);
  readonly editComment = of(this, comments.editComment);
  readonly deleteComment = of(this, comments.deleteComment);
  readonly ensureLabel = of(this, labels.ensureLabel);
  readonly addLabels = of(this, labels.addLabels);
  readonly setLabels = of(this, labels.setLabels);
  readonly removeLabel = of(this, labels.removeLabel);
  readonly createCheck = of(this, checks.createCheck);
  readonly updateCheck = of(this, checks.updateCheck);
  readonly rerequestCheck = of(this, checks.rerequestCheck);
  readonly createStatus = of(this, statuses.createStatus);
  readonly createRelease = of(this, releases.createRelease);
  readonly updateRelease = of(this, releases.updateRelease);
  readonly deleteRelease = of(this, releases.deleteRelease);
  readonly addAsset = of(this, releases.addAsset);
  readonly emitPull = of(this, hooks.emitPull);
  readonly emit = of(this, hooks.emit);
  readonly changeInstallation = of(this, hooks.changeInstallation);

  constructor(options: WorldOptions, slug: string) {
    const { seed } = options;
    this.options = options;
    this.createdAt = this.now();
    this.organization = { login: seed.login, id: this.id() };
    this.basePermission = seed.basePermission;
    this.customProperties = new Set(seed.customProperties);
    this.appPermissions = { ...MANIFEST.default_permissions, ...seed.appPermissions };
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
        assigns: false,
        repositories: access,
      });
    }
    for (const each of seed.repositories) plant(this, each);
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

  repository(owner: string, name: string): model.RepositoryModel {
    const found = this.repositories.get(name.toLowerCase());
    if (!found || owner.toLowerCase() !== this.organization.login.toLowerCase()) throw new Refused(404, 'Not Found');
    return found;
  }

  /** The repository that once had this name, where no other has it now. */
  moved(owner: string, name: string): model.RepositoryModel | undefined {
    const isOurs = owner.toLowerCase() === this.organization.login.toLowerCase();
    return isOurs && !this.repositories.has(name.toLowerCase()) ? this.formerNames.get(name.toLowerCase()) : undefined;
  }

  fullName(repository: model.RepositoryModel): string {
    return `${this.organization.login}/${repository.name}`;
  }

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

  findComment(repository: model.RepositoryModel, id: number): { issue: model.IssueModel; comment: model.CommentModel } {
    for (const issue of repository.issues.values()) {
      const comment = issue.comments.find((each) => each.id === id);
      if (comment) return { issue, comment };
    }
    throw new Refused(404, 'Not Found');
  }
}

/** A resource's function as the world's own method. */
function of<Rest extends unknown[], Result>(
  world: World,
  act: (world: World, ...rest: Rest) => Result,
): (...rest: Rest) => Result {
  return (...rest) => act(world, ...rest);
}

function hasPull(issue: model.IssueModel): issue is model.PullRequestModel {
  return issue.pull !== null;
}
