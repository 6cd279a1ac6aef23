import { html } from 'hono/html';
import type { DeliveryStatus } from '../../domain/delivery.ts';
import { fullName } from '../../domain/repository.ts';
import type { AuditRecord } from '../../store/audit.ts';
import type { DeliveryRecord } from '../../store/deliveries.ts';
import { layout } from './layout.ts';

export const DELIVERY_STATUSES: readonly DeliveryStatus[] = ['pending', 'active', 'done', 'failed', 'discarded'];

export function deliveriesPage(deliveries: readonly DeliveryRecord[], chosen: DeliveryStatus | undefined) {
  return layout(
    { title: 'Deliveries' },
    html`<h1>Deliveries</h1>
<form method="get">
<select name="status" aria-label="Status"><option value="">Any status</option>${DELIVERY_STATUSES.map(
      (status) => html`<option${status === chosen ? ' selected' : ''}>${status}</option>`,
    )}</select>
<button>Show</button>
</form>
${
  deliveries.length === 0
    ? html`<p>There is none.</p>`
    : html`<table>
<thead><tr>${['Event', 'Repository', 'Status', 'Received (UTC)', 'Outcome'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${deliveries.map(row)}</tbody>
</table>
<p class="soft">The newest ${deliveries.length}.</p>`
}`,
  );
}

function row(delivery: DeliveryRecord) {
  const { id, repository, status, receivedAt, outcome } = delivery;
  return html`<tr>
<td><a href="/deliveries/${encodeURIComponent(id)}">${eventOf(delivery)}</a></td>
<td data-label="Repository">${repository ? fullName(repository) : 'none'}</td>
<td data-label="Status" class="${status === 'failed' ? 'bad' : ''}">${status}</td>
<td data-label="Received (UTC)" class="nowrap">${receivedAt.slice(0, 16).replace('T', ' ')}</td>
<td data-label="Outcome">${outcome ?? ''}</td>
</tr>`;
}

export function deliveryPage(delivery: DeliveryRecord, writes: readonly AuditRecord[]) {
  const { id, repository, status, receivedAt, attempts, outcome, dueAt } = delivery;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Id', id],
    ['Repository', repository && fullName(repository)],
    ['Status', status],
    ['Received', timeOf(receivedAt)],
    ['Attempts', String(attempts)],
    ['Put off until', dueAt && timeOf(dueAt)],
    ['Outcome', outcome],
  ];
  return layout(
    { title: `Delivery ${id}` },
    html`<p><a href="/deliveries">Deliveries</a></p>
<h1>${eventOf(delivery)}</h1>
<dl>${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<h2>What it wrote to GitHub</h2>
${writes.length === 0 ? html`<p>Nothing.</p>` : html`<ul>${writes.map(written)}</ul>`}
<h2>What to do</h2>
${action(id, 'retry', 'Try it again', 'Its turn comes again; what it finds done it leaves as it is.')}
${['pending', 'failed'].includes(status) ? action(id, 'discard', 'Leave it be', 'It is never tried again.') : ''}`,
  );
}

function written({ at, kind, target, result, sender }: AuditRecord) {
  return html`<li>${kind} ${target}: ${result} <span class="soft">${timeOf(at)}${sender ? `, by ${sender}` : ''}</span></li>`;
}

function action(id: string, verb: 'retry' | 'discard', name: string, meaning: string) {
  return html`<form method="post" action="/deliveries/${encodeURIComponent(id)}/${verb}"><button>${name}</button> <span class="soft">${meaning}</span></form>`;
}

export function operatorsOnlyPage(login: string | null) {
  return layout(
    { title: 'For operators' },
    html`<h1>This is for operators</h1>
<p>${login === null ? 'It isn’t known who you are.' : `You are ${login}.`} Operators are those whom the organisation’s policy names under <code>operators</code>.</p>`,
  );
}

function eventOf({ event, action }: DeliveryRecord): string {
  return action ? `${event}.${action}` : event;
}

function timeOf(at: string): string {
  return `${at.slice(0, 19).replace('T', ' ')} UTC`;
}
