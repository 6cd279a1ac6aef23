import { address } from './escape.ts';

/** For the first contribution to a repository; whom to ask and what is promised stands below it. @param contributing address of the document */
export function welcomeLine(contributing: string | null): string {
  const where = contributing ? ` [How to contribute](${address(contributing)}) says what helps it along.` : '';
  return `Welcome: this is your first contribution here.${where}`;
}
