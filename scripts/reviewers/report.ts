import type { Result } from './simulate.ts';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const ratio = (value: number) => value.toFixed(2);

const COLUMNS: readonly (readonly [string, (result: Result) => string])[] = [
  ['', ({ name }) => name],
  ['Gini, all', ({ giniOfAll }) => ratio(giniOfAll)],
  ['Gini, in teams', ({ giniInTeams }) => ratio(giniInTeams)],
  ['busiest person', ({ requests }) => String(requests[0] ?? 0)],
  ['most open at once', ({ mostOpen }) => String(mostOpen)],
  ['asked over the cap', ({ overCap }) => percent(overCap)],
  ['files with an owner asked', ({ filesCovered }) => percent(filesCovered)],
  ['asked for each', ({ requestsPerPull }) => ratio(requestsPerPull)],
  ['asked while away', ({ toAway }) => percent(toAway)],
  ['nobody by name', ({ unnamed }) => percent(unnamed)],
  ['95 % reviewed within', ({ waiting }) => `${waiting.toFixed(0)} h`],
];

/** A Markdown table, aligned so that it reads well on a terminal too. */
export function table(results: readonly Result[]): string {
  const rows = [COLUMNS.map(([title]) => title), ...results.map((result) => COLUMNS.map(([, cell]) => cell(result)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)));
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const [head = [], ...body] = rows;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

const WIDTH = 860;
const HEIGHT = 420;
const MARGIN = { left: 60, right: 20, top: 30, bottom: 50 };
/** Told apart by colour-blind people too (Okabe and Ito), on white and on black. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#888888'];

/** Everyone's requests of the year, the busiest person at the left: the flatter, the more evenly shared. */
export function plot(results: readonly Result[]): string {
  const people = Math.max(...results.map(({ requests }) => requests.length));
  const most = Math.ceil(Math.max(...results.map(({ requests }) => requests[0] ?? 0)) / 100) * 100;
  const x = (index: number) => MARGIN.left + (index / (people - 1)) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (value: number) => HEIGHT - MARGIN.bottom - (value / most) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const lines = results.map(({ requests }, index) => {
    const points = requests.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
    return `<polyline fill="none" stroke="${COLOURS[index]}" stroke-width="2" points="${points}"/>`;
  });
  const legend = results.map(
    ({ name }, index) =>
      `<text x="${WIDTH - MARGIN.right}" y="${MARGIN.top + 20 * index}" text-anchor="end" fill="${COLOURS[index]}">${name}</text>`,
  );
  const ticks = Array.from({ length: most / 100 + 1 }, (_, index) => index * 100).map(
    (value) =>
      `<path d="M${MARGIN.left} ${y(value)}H${WIDTH - MARGIN.right}" stroke="#888" stroke-opacity=".25"/><text x="${MARGIN.left - 8}" y="${y(value) + 4}" text-anchor="end" fill="#888">${value}</text>`,
  );
  const caption = `<text x="${MARGIN.left}" y="${HEIGHT - 15}" fill="#888">${people} people, the busiest at the left: review requests in the year</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" role="img">`,
    '<title>Review requests of each person in the simulated year</title>',
    ...ticks,
    ...lines,
    ...legend,
    caption,
    '</svg>',
    '',
  ].join('\n');
}
