import type { Action } from '../../domain/action.ts';
import { fullName } from '../../domain/repository.ts';

/** What would be done, a line an action, then what was decided. */
export function actionsAsText(actions: readonly Action[], outcomes: readonly string[]): string {
  const lines = actions.map(
    (action) =>
      `${action.kind.padEnd(15)} ${fullName(action.repository)}${'number' in action && action.number ? `#${action.number}` : ''}${detail(action)}`,
  );
  return `${[...lines, ...(lines.length > 0 ? [''] : []), outcomes.join('; ') || 'Nothing would be done.'].join('\n')}\n`;
}

function detail(action: Action): string {
  switch (action.kind) {
    case 'check':
      return `  ${action.name}: ${action.status === 'completed' ? action.conclusion : action.status}, ${action.title}`;
    case 'label':
      return `  +${action.add.map(({ name }) => name).join(' +')}${action.remove.map((name) => ` -${name}`).join('')}`;
    case 'request-review':
      return `  ${[...action.users, ...action.teams].join(', ')}`;
    case 'issue':
      return `  ${action.title} (${action.state})`;
    case 'commit':
      return `  ${action.changes.map(({ path }) => path).join(', ')}`;
    default:
      return '';
  }
}
