/** Hidden first lines by which Innkeeper knows its own comments and issues again. */
export const CHECKLIST_MARKER = '<!-- innkeeper:checklist -->';
export const THANKS_MARKER = '<!-- innkeeper:thanks -->';
export const PROJECT_MARKER = '<!-- innkeeper:project -->';

export function releaseMarker(tag: string): string {
  // A tag can hold `--`, which would end an HTML comment early.
  return `<!-- innkeeper:release ${tag.replaceAll('--', '- -').replaceAll('>', '')} -->`;
}

export function withdrawalMarker(tag: string): string {
  return releaseMarker(tag).replace('release', 'withdrawal');
}

/** One for each time that an author waits. @param since ISO 8601 */
export function reminderMarker(stage: string, since: string): string {
  return `<!-- innkeeper:reminder ${stage} ${since} -->`;
}
