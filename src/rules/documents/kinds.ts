import { CODEOWNERS_LOCATIONS } from '../../reviewers/codeowners/location.ts';
/** One kind of document: where it counts, and under which names. */
export interface DocumentKind {
  /** What people call it: `a CONTRIBUTING file`. */
  readonly label: string;
  /** Folders in the order in which GitHub looks; '' is the root. */
  readonly folders: readonly string[];
  /** Matched against the file's name, extension included. */
  readonly name: RegExp;
  /** GitHub supplies it from the organisation's `.github` repository. */
  readonly inherited: boolean;
  /** Where to create it, the best place first. */
  readonly proposals: readonly string[];
}

const MARKUP =
  '(?:\\.(?:md|markdown|mdown|mkdn?|mdx|rst|adoc|asciidoc|asc|org|textile|rdoc|pod|creole|wiki|mediawiki|txt|html?))?';
const COMMUNITY = ['.github', '', 'docs'] as const;

function named(...stems: readonly string[]): RegExp {
  return new RegExp(`^(?:${stems.join('|')})${MARKUP}$`, 'i');
}

/** Licensee's own spellings: `LICENSE-MIT`, `MIT-LICENSE`, `COPYING.LESSER`, `UNLICENSE`. */
const LICENSE =
  /^(?:(?:[\w.+]+[-_])?licen[sc]es?(?:[-_][^./]*)?|unlicen[sc]e|copying(?:[-_][^./]*|\.lesser)?|copyright|ofl|patents)(?:\.(?!xml|go|gemspec|json|py|js|ts)[^./]+)?$/i;

export const DOCUMENT_KINDS = {
  readme: {
    label: 'a README',
    folders: COMMUNITY,
    // A README may name its language (`README.en.md`).
    name: new RegExp(`^readme(?:[._-][a-z]{2}(?:[_-][a-z]{2,4})?)?${MARKUP}$`, 'i'),
    inherited: false,
    proposals: ['README.md'],
  },
  contributing: {
    label: 'a CONTRIBUTING file',
    folders: COMMUNITY,
    name: named('contributing'),
    inherited: true,
    proposals: ['CONTRIBUTING.md', '.github/CONTRIBUTING.md', 'docs/CONTRIBUTING.md'],
  },
  codeowners: {
    label: 'a CODEOWNERS file',
    folders: COMMUNITY,
    name: /^CODEOWNERS$/,
    inherited: false,
    proposals: CODEOWNERS_LOCATIONS,
  },
  license: {
    label: 'a licence',
    folders: [''],
    name: LICENSE,
    inherited: false,
    proposals: ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'COPYING'],
  },
  security: {
    label: 'a SECURITY policy',
    folders: COMMUNITY,
    name: named('security'),
    inherited: true,
    proposals: ['SECURITY.md', '.github/SECURITY.md', 'docs/SECURITY.md'],
  },
  support: {
    label: 'a SUPPORT file',
    folders: COMMUNITY,
    name: named('support'),
    inherited: true,
    proposals: ['SUPPORT.md', '.github/SUPPORT.md', 'docs/SUPPORT.md'],
  },
  conduct: {
    label: 'a code of conduct',
    folders: COMMUNITY,
    name: named('code[-_ ]?of[-_ ]?conduct'),
    inherited: true,
    proposals: ['CODE_OF_CONDUCT.md', '.github/CODE_OF_CONDUCT.md', 'docs/CODE_OF_CONDUCT.md'],
  },
  changelog: {
    label: 'a changelog',
    folders: ['', 'docs', '.github'],
    name: named('change[-_ ]?logs?', 'changes', 'history', 'news', 'releases', 'release[-_ ]?(?:notes|history)'),
    inherited: false,
    proposals: ['CHANGELOG.md'],
  },
  pullRequestTemplate: {
    label: 'a pull request template',
    folders: COMMUNITY,
    name: /^pull_request_template(?:\.(?:md|markdown|txt))?$/i,
    inherited: true,
    proposals: ['.github/PULL_REQUEST_TEMPLATE.md', 'PULL_REQUEST_TEMPLATE.md', 'docs/PULL_REQUEST_TEMPLATE.md'],
  },
  issueTemplate: {
    label: 'an issue template',
    folders: COMMUNITY,
    name: /^issue_template(?:\.(?:md|markdown|txt|ya?ml))?$/i,
    inherited: true,
    proposals: ['.github/ISSUE_TEMPLATE/bug.yml', '.github/ISSUE_TEMPLATE/bug.md', '.github/ISSUE_TEMPLATE.md'],
  },
} as const satisfies Record<string, DocumentKind>;

export type DocumentName = keyof typeof DOCUMENT_KINDS;
