export function mergeGroupText(): { title: string; summary: string } {
  return {
    title: 'Judged on each pull request',
    summary: 'Every pull request in this group was judged before it entered the merge queue.',
  };
}
