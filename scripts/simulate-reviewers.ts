import { readFileSync, writeFileSync } from 'node:fs';
import { createContenders } from './reviewers/contenders.ts';
import { plot, table } from './reviewers/report.ts';
import { simulate } from './reviewers/simulate.ts';
import { createYear } from './reviewers/year.ts';

/** Plays a year of review requests on the selection alone, prints how it went, and puts the same into docs/reviewers.md. */
const PAGE = 'docs/reviewers.md';
const PLOT = 'docs/images/reviewers-year.svg';
const SECTION = /(?<=<!-- simulation -->\n)[\s\S]*?(?=<!-- \/simulation -->)/;

const year = createYear(1);
const results = createContenders().map((contender) => simulate(year, contender));
process.stdout.write(`${table(results)}\n`);
writeFileSync(PLOT, plot(results));
writeFileSync(
  PAGE,
  readFileSync(PAGE, 'utf8').replace(SECTION, () => `\n${table(results)}\n\n`),
);
