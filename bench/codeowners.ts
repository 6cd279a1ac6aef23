import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { INNKEEPER, MINIMATCH, type OwnersOf, packages } from './codeowners-contenders.ts';
import { type Sample, sample } from './codeowners-sample.ts';

const SEED = 20_261_121;
const PATHS = 50_000;
const RULES = 5_000;
const STEPS = [500, 1_000, 2_000, 5_000];
const ROUNDS = 5;
/** The others would take minutes over all paths: each gets about this long, on paths from all over the tree. */
const OTHERS_MS = 3_000;

const HELP = `npm run bench:codeowners [-- --codeowners FILE --paths FILE]
Innkeeper's CODEOWNERS beside compiled Minimatch objects and two npm packages, on a made sample or on the files named (paths: one a line).
`;

/** All paths, each by a matcher that hasn't seen any yet; the median of some rounds. */
function measureOurs({ text, paths }: Sample): { compileMs: number; perSecond: number } {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    const ownersOf = INNKEEPER.compile(text);
    const compiled = performance.now();
    for (const path of paths) ownersOf(path);
    return { compileMs: compiled - begun, perSecond: rate(paths.length, performance.now() - compiled) };
  });
  return rounds.sort((one, other) => one.perSecond - other.perSecond)[Math.floor(ROUNDS / 2)] as (typeof rounds)[0];
}

/** As many paths as {@link OTHERS_MS} allow, and how many of them get other owners than from us. */
function measureOther(
  ownersOf: OwnersOf,
  { text, paths }: Sample,
): { perSecond: number; asked: number; differ: number } {
  const ours = INNKEEPER.compile(text);
  const answers: [path: string, owners: readonly string[]][] = [];
  const begun = performance.now();
  for (const path of spread(paths)) {
    answers.push([path, ownersOf(path)]);
    if (performance.now() - begun > OTHERS_MS) break;
  }
  const perSecond = rate(answers.length, performance.now() - begun);
  const differ = answers.filter(([path, owners]) => owners.join() !== ours(path).join()).length;
  return { perSecond, asked: answers.length, differ };
}

/** Every path once, in an order that soon has been everywhere. */
function* spread<T>(list: readonly T[]): Generator<T> {
  const stride = 1009;
  for (let start = 0; start < stride; start++) {
    for (let index = start; index < list.length; index += stride) yield list[index] as T;
  }
}

function rate(count: number, milliseconds: number): number {
  return (count * 1000) / milliseconds;
}

async function compare(given: Sample): Promise<string[][]> {
  const others = [MINIMATCH, ...(await packages())];
  const ours = measureOurs(given);
  const rows = [['matcher', 'paths a second', 'Innkeeper is faster by', 'other owners than Innkeeper']];
  rows.push([INNKEEPER.name, figure(ours.perSecond), '', '']);
  for (const { name, compile } of others) {
    const { perSecond, asked, differ } = measureOther(compile(given.text), given);
    const times = `${figure(ours.perSecond / perSecond)} times`;
    rows.push([name, figure(perSecond), times, `${figure(differ)} of ${figure(asked)} paths`]);
  }
  return rows;
}

function growth(): string[][] {
  const measured = STEPS.map((rules) => ({ rules, ...measureOurs(sample({ rules, paths: PATHS }, SEED)) }));
  const [first] = measured;
  return [
    ['rules', 'compiled in ms', 'paths a second', 'rules grow by', 'time a path grows by'],
    ...measured.map(({ rules, compileMs, perSecond }) => [
      figure(rules),
      compileMs.toFixed(1),
      figure(perSecond),
      `${((rules / (first?.rules ?? 1)) as number).toFixed(1)} times`,
      `${((first?.perSecond ?? 0) / perSecond).toFixed(2)} times`,
    ]),
  ];
}

function figure(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { codeowners: { type: 'string' }, paths: { type: 'string' }, help: { type: 'boolean' } },
  });
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (values.help) return void say(HELP);
  if (values.codeowners && values.paths) {
    const [text, listed] = [readFileSync(values.codeowners, 'utf8'), readFileSync(values.paths, 'utf8')];
    return void say(table(await compare({ text, paths: listed.split('\n').filter(Boolean) })));
  }
  say(`${figure(RULES)} rules, ${figure(PATHS)} paths, seed ${SEED}, Node ${process.version}\n`);
  say(table(await compare(sample({ rules: RULES, paths: PATHS }, SEED))));
  say(table(growth()));
}

await main();
