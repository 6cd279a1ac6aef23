import type { Action } from '../../domain/action.ts';
import { parseOwner, sameLogin } from '../../domain/person.ts';
import type { WaitingReading } from '../../github/read-waiting.ts';
import { reminderMarker } from '../../messages/markers.ts';
import { reminder } from '../../messages/reminder.ts';
import { worksFrom } from '../../reviewers/hours.ts';
import { STAGES, type Stage, waitsUntil } from '../../reviewers/promise/clock.ts';
import { bare } from '../shared/working-hours.ts';
import type { ReminderFacts } from './first-response-reminder.ts';

interface Telling {
  readonly told: Stage;
  readonly actions: readonly Action[];
  /** Until then nobody is told, as nobody whose turn it is works; `null` where they are told now. */
  readonly putOff: Date | null;
}

/** Names whose turn it is in a comment, and asks the next candidate. Where there is nobody to turn to, it is the next one's turn at once; the owning team is the last. */
export function tell(facts: ReminderFacts, now: WaitingReading): Telling {
  const { waiting, clock, promise } = facts;
  const { repository, number } = waiting;
  const owners = promise.owners.filter((owner) => ['team', 'person'].includes(parseOwner(owner)?.kind ?? ''));
  const asked = [
    ...now.requested.users.map((login) => `@${login}`),
    ...now.requested.teams.map((slug) => `@${repository.owner}/${slug}`),
  ];
  const standIn =
    promise.standIn && !asked.some((each) => sameLogin(each, `@${promise.standIn}`)) ? promise.standIn : null;
  const turns: Readonly<Record<Stage, readonly string[]>> = {
    reviewer: asked,
    candidate: standIn ? [`@${standIn}`] : [],
    owners,
  };
  const open = STAGES.slice(STAGES.indexOf(facts.stage));
  const markerOf = (stage: Stage) => reminderMarker(stage, clock.since);
  // An earlier attempt that was cut may have told them: then it is nobody else's turn.
  const isTold = (stage: Stage) => now.comments.some((body) => body.startsWith(markerOf(stage)));
  const told = open.find((stage) => isTold(stage) || turns[stage].length > 0) ?? 'owners';
  const { putOff, awake } = whoWorks(turns[told], facts);
  if (putOff && !isTold(told)) return { told, actions: [], putOff };
  const to = awake.length > 0 ? awake : turns[told];
  const request: Action[] =
    told === 'candidate' && standIn
      ? [{ kind: 'request-review', repository, number, users: [standIn], teams: [] }]
      : [];
  const body = reminder({ stage: told, to, response: waiting.response, since: clock.since });
  const isNews = !isTold(told) && to.length > 0;
  const comment: Action[] = isNews ? [{ kind: 'comment', repository, number, marker: markerOf(told), body }] : [];
  return { told, actions: [...comment, ...request], putOff: null };
}

/** Those among them who work by their own hours, or until when the reminder waits for them. @param names `@alice`, `@acme/tokyo` */
function whoWorks(names: readonly string[], { clock, response, calendar, hours, at }: ReminderFacts) {
  const now = new Date(at);
  const works = names.map((name) => worksFrom(hours, bare(name), now));
  return {
    awake: names.filter((_, index) => works[index]?.getTime() === now.getTime()),
    putOff: names.length > 0 ? waitsUntil(clock, response, { calendar, now, works }) : null,
  };
}
