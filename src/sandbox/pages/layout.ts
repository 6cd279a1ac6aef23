import { escapeHtml } from './escape.ts';

/** Comments may hold any HTML: without scripts nothing of it acts. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#59636e, #9198a1); --head: light-dark(#f6f8fa, #151b23); --good: light-dark(#1a7f37, #3fb950); --bad: light-dark(#d1242f, #f85149); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 68rem; padding: 1.5rem; }
a { color: light-dark(#0969da, #4493f8); text-decoration: none; }
h1 { font-weight: 500; } h3 { font-size: .85rem; color: var(--soft); margin: 1rem 0 .25rem; }
.soft, small { color: var(--soft); }
table { border-collapse: collapse; } td, th { border: 1px solid var(--line); padding: .35rem .7rem; text-align: left; }
code { background: var(--head); padding: .1em .35em; border-radius: .3em; font-size: .88em; }
pre { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; overflow-x: auto; }
article { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; overflow: hidden; }
article > header { background: var(--head); padding: .5rem 1rem; border-bottom: 1px solid var(--line); }
.body { padding: .25rem 1rem; } .body li:has(> input) { list-style: none; margin-left: -1.3rem; }
.columns { display: grid; grid-template-columns: 1fr 13rem; gap: 1.5rem; } @media (max-width: 45rem) { .columns { grid-template-columns: 1fr; } }
.state { color: #fff; background: #1f883d; border-radius: 2rem; padding: .2rem .8rem; } .state.closed { background: #8250df; }
.tag { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .8rem; }
.label { border-radius: 1rem; padding: .1rem .6rem; font-size: .82rem; white-space: nowrap; }
.check.success .mark { color: var(--good); } .check.failure .mark { color: var(--bad); }
`;

export function layout(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${content}</body></html>`;
}
