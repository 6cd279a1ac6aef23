import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { INNKEEPER, MINIMATCH, packages } from './codeowners-contenders.ts';
import { differing, type Measured, measure } from './codeowners-measure.ts';
import { type Sample, sample } from './codeowners-sample.ts';

const SEED = 20_261_121;
const PATHS = 50_000;
const RULES = 5_000;
const STEPS = [500, 1_000, 2_000, 5_000];

const HELP = `npm run bench:codeowners [-- --codeowners FILE --paths FILE | --folder FOLDER]
Innkeeper's CODEOWNERS beside compiled Minimatch objects and two npm packages, on a made sample or on the files named (paths: one a line).
With --folder: beside Minimatch on every NAME.CODEOWNERS that has a NAME.paths.txt, anywhere in that folder.
`;

async function compare(given: Sample): Promise<string[][]> {
  const unordered = { ...given, paths: spread(given.paths) };
  const ours = measure(INNKEEPER, given);
  const row = (name: string, { compileMs, perSecond }: Measured, ...rest: string[]) => [
    name,
    compileMs.toFixed(1),
    figure(perSecond),
    ...rest,
  ];
  const rows = [
    ['matcher', 'compiled in ms', 'paths a second', 'Innkeeper is faster by', 'other owners than Innkeeper'],
    row(INNKEEPER.name, ours),
    row(`${INNKEEPER.name}, paths in no order`, measure(INNKEEPER, unordered)),
  ];
  for (const other of [MINIMATCH, ...(await packages())]) {
    // Those who haven't time for all see paths from all over the tree; to none of them the order matters.
    const measured = measure(other, unordered);
    const differ = differing(INNKEEPER, other, unordered, measured.asked);
    rows.push(row(other.name, measured, times(ours, measured), `${figure(differ)} of ${figure(measured.asked)} paths`));
  }
  return rows;
}

/** Every path once, in an order that soon has been everywhere. */
function spread<T>(list: readonly T[]): readonly T[] {
  const stride = 1009;
  const places = list.map((_, index) => index).sort((one, other) => (one % stride) - (other % stride));
  return places.map((place) => list[place] as T);
}

function growth(): string[][] {
  const measured = STEPS.map((rules) => ({ rules, ...measure(INNKEEPER, sample({ rules, paths: PATHS }, SEED)) }));
  const [first] = measured;
  return [
    ['rules', 'compiled in ms', 'paths a second', 'rules grow by', 'time a path grows by'],
    ...measured.map(({ rules, compileMs, perSecond }) => [
      figure(rules),
      compileMs.toFixed(1),
      figure(perSecond),
      `${(rules / (first?.rules ?? 1)).toFixed(1)} times`,
      `${((first?.perSecond ?? 0) / perSecond).toFixed(2)} times`,
    ]),
  ];
}

function everyFileOf(folder: string): string[][] {
  const found = globSync('**/*.CODEOWNERS', { cwd: folder }).flatMap((file) => {
    const [listed] = globSync(`**/${basename(file, '.CODEOWNERS')}.paths.txt`, { cwd: folder });
    return listed ? [{ file, ...readSample(join(folder, file), join(folder, listed)) }] : [];
  });
  const rows = found.map(({ file, ...given }) => {
    const [ours, theirs] = [measure(INNKEEPER, given), measure(MINIMATCH, given)];
    const rules = given.text.split('\n').filter((line) => /^\s*[^\s#]/.test(line)).length;
    const differ = differing(INNKEEPER, MINIMATCH, given, theirs.asked);
    return {
      rules,
      row: [basename(file), ...[rules, given.paths.length].map(figure), ...beside(ours, theirs), figure(differ)],
    };
  });
  const head = ['file', 'rules', 'paths', 'compiled in ms', 'paths a second', 'Minimatch compiled in ms'];
  head.push('paths a second', 'Innkeeper is faster by', 'other owners');
  return [head, ...rows.sort((one, other) => other.rules - one.rules).map(({ row }) => row)];
}

function beside(ours: Measured, theirs: Measured): string[] {
  const each = [ours, theirs].flatMap(({ compileMs, perSecond }) => [compileMs.toFixed(1), figure(perSecond)]);
  return [...each, times(ours, theirs)];
}

function readSample(codeowners: string, paths: string): Sample {
  return { text: readFileSync(codeowners, 'utf8'), paths: readFileSync(paths, 'utf8').split('\n').filter(Boolean) };
}

function times(ours: Measured, other: Measured): string {
  return `${figure(ours.perSecond / other.perSecond)} times`;
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
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { codeowners: text, paths: text, folder: text, help: { type: 'boolean' } },
  });
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (values.help) return void say(HELP);
  if (values.folder) return void say(table(everyFileOf(values.folder)));
  if (values.codeowners && values.paths) {
    return void say(table(await compare(readSample(values.codeowners, values.paths))));
  }
  say(`${figure(RULES)} rules, ${figure(PATHS)} paths, seed ${SEED}, Node ${process.version}\n`);
  say(table(await compare(sample({ rules: RULES, paths: PATHS }, SEED))));
  say(table(growth()));
}

await main();
