/** An issue of ours, found by its marker. */
export interface ExistingIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
}

/** Every issue that Innkeeper opens bears this label, so that one cheap query finds them all. */
export const ISSUE_LABEL = 'innersource';

export interface IssuesNode {
  readonly issues: {
    readonly nodes: readonly {
      readonly number: number;
      readonly title: string;
      readonly body: string;
      readonly state: string;
      readonly viewerDidAuthor: boolean;
    }[];
  };
}

export const ISSUES_FIELDS = `issues(first: 50, labels: ["${ISSUE_LABEL}"], orderBy: { field: CREATED_AT, direction: DESC }) {
  nodes { number title body state viewerDidAuthor }
}`;

/** The issue whose body begins with `marker`; others' issues don't count, whatever they contain. */
export function findIssue(node: IssuesNode, marker: string): ExistingIssue | null {
  const found = node.issues.nodes.find((issue) => issue.viewerDidAuthor && issue.body.startsWith(marker));
  if (!found) return null;
  const { number, title, body } = found;
  return { number, title, body, state: found.state === 'OPEN' ? 'open' : 'closed' };
}
