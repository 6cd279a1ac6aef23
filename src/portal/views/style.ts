/** Readable at any width, in light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1f2328, #e6edf3); --soft: light-dark(#59636e, #9198a1);
  --back: light-dark(#fff, #0d1117); --raised: light-dark(#f6f8fa, #161b22); --line: light-dark(#d8dee4, #30363d);
  --link: light-dark(#0a5cc2, #6cb0ff); --bad: light-dark(#b42318, #ff7b72); --warn: light-dark(#8a5a00, #e3b341); --good: light-dark(#0e7a3b, #3fb950);
}
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: var(--text); background: var(--back); overflow-wrap: break-word; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
header, main, footer { max-width: 64rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 2rem; align-items: baseline; border-bottom: 1px solid var(--line); }
nav { display: flex; gap: 1.25rem; }
nav a { text-decoration: none; } nav a[aria-current] { color: inherit; font-weight: 600; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; background: var(--back); padding: .25rem .5rem; }
.home { font-weight: 700; font-size: 1.2rem; text-decoration: none; color: inherit; }
footer { color: var(--soft); border-top: 1px solid var(--line); margin-top: 3rem; font-size: .9rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1rem 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.75rem 0 .25rem; }
form > span { align-self: center; }
form { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; }
input, select, button { font: inherit; padding: .4rem .65rem; border: 1px solid var(--soft); border-radius: .4rem; background: var(--back); color: inherit; }
::placeholder { color: var(--soft); opacity: 1; }
input { flex: 1 1 14rem; min-width: 0; } button { background: var(--raised); cursor: pointer; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .55rem 1rem .55rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; font-size: .85rem; white-space: nowrap; }
td:first-child > a { font-weight: 600; } tbody th { color: inherit; font-size: 1rem; white-space: normal; }
code { font: .9em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; padding: .75rem 1rem; margin: .5rem 0; overflow-x: auto; }
.soft { color: var(--soft); } .nowrap, td.good, td.bad { white-space: nowrap; } .bad, .level.error { color: var(--bad); } .good { color: var(--good); }
.level.warning { color: var(--warn); } .level.off { color: var(--soft); }
.tag { border: 1px solid var(--line); background: var(--raised); border-radius: 1rem; padding: .05rem .6rem; font-size: .85rem; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
.bar { display: block; width: 100%; min-width: 7rem; margin-top: .3rem; overflow: visible; }
.figures td:nth-child(2) { width: 13rem; }
.bar .kept { fill: var(--good); } .bar .broken { fill: none; stroke: var(--bad); stroke-width: 2; }
summary { cursor: pointer; } details p { margin: .4rem 0; }
.verdict { border-left: 4px solid var(--line); padding: .1rem 0 .1rem 1rem; margin: 1rem 0; }
.verdict.fail.error { border-color: var(--bad); } .verdict.fail.warning { border-color: var(--warn); } .verdict.pass { border-color: var(--good); }
.verdict p { margin: .2rem 0; }
@media (max-width: 40rem) {
  thead { display: none; }
  tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  td, tbody th { display: block; border: 0; padding: .1rem 0; } td:empty { display: none; }
  .figures td[data-label], .rules td[data-label] { display: inline-block; margin-right: 1rem; } .figures td:nth-child(2) { width: auto; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; }
}
`;
