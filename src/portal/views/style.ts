/** Readable at any width, in light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8dee4, #30363d); --soft: light-dark(#59636e, #9198a1); --bad: light-dark(#b42318, #ff7b72); --good: light-dark(#0e7a3b, #3fb950); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
header, main, footer { max-width: 64rem; margin: 0 auto; padding: 1rem; }
header { display: flex; gap: 2rem; align-items: baseline; border-bottom: 1px solid var(--line); }
.home { font-weight: 700; font-size: 1.2rem; text-decoration: none; color: inherit; }
footer { color: var(--soft); border-top: 1px solid var(--line); margin-top: 3rem; font-size: .9rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; }
input, select, button { font: inherit; padding: .35rem .6rem; border: 1px solid var(--line); border-radius: .4rem; background: transparent; color: inherit; }
input { flex: 1 1 14rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; font-size: .9rem; }
.soft { color: var(--soft); } td.good, td.bad { white-space: nowrap; } .bad { color: var(--bad); } .good { color: var(--good); }
.tag { border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .6rem; font-size: .85rem; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
dt { color: var(--soft); } dd { margin: 0; }
.verdict { border-left: 4px solid var(--line); padding: .25rem 0 .25rem 1rem; margin: 1rem 0; }
.verdict.fail { border-color: var(--bad); } .verdict.pass { border-color: var(--good); }
.verdict p { margin: .2rem 0; }
@media (max-width: 40rem) { thead { display: none; } tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); } td { display: block; border: 0; padding: .1rem 0; } }
`;
