/** A CODEOWNERS and the paths of the tree it stands in. */
export interface Sample {
  readonly text: string;
  /** In the order in which git lists them. */
  readonly paths: readonly string[];
}

const AREAS = ['apps', 'libs', 'services', 'tools', 'boards', 'drivers', 'pipelines', 'analysis'];
const FOLDERS = ['src', 'test', 'docs', 'src/api', 'src/core', 'src/model', 'test/fixtures', 'config'];
const NAMES = ['index', 'client', 'reader', 'writer', 'types', 'errors', 'schema', 'worker', 'queue', 'notes'];
const EXTENSIONS = ['.ts', '.ts', '.ts', '.py', '.jl', '.md', '.json', '.yml', '.css', '.test.ts'];

/**
 * The shapes of patterns, and how many of a hundred lines have each. Counted in the CODEOWNERS of twenty public repositories (4,211 lines):
 * nine of ten name one anchored folder or file, and few have a wildcard before their last segment.
 */
const SHAPES: readonly (readonly [share: number, shape: (place: Place) => string])[] = [
  [45, ({ project, folder }) => `/${project}/${folder}/`],
  [16, ({ project, folder }) => `${project}/${folder}/*`],
  [20, ({ project, folder, file }) => `/${project}/${folder}/${file}`],
  [6, ({ project }) => `/${project}/`],
  [4, ({ project, folder, name }) => `/${project}/${folder}/${name}*`],
  [2, ({ project }) => `/${project}/**/*`],
  [2, ({ area, folder }) => `/${area}/*/${folder}/`],
  [1, ({ project, extension }) => `/${project}/**/*${extension}`],
  [1, ({ name, number }) => `**/${name}-${number}*`],
  [1, ({ number, extension }) => `*.g${number}${extension}`],
  [1, ({ file }) => file],
  [1, ({ name, number }) => `${name}-${number}/`],
];

interface Place {
  readonly area: string;
  readonly project: string;
  readonly folder: string;
  readonly file: string;
  readonly name: string;
  readonly extension: string;
  readonly number: number;
}

/** The same sample for the same numbers and seed. */
export function sample(size: { rules: number; paths: number }, seed: number): Sample {
  const random = randomOf(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  // As many projects as give some eight files a folder.
  const projects = Math.ceil(size.paths / AREAS.length / FOLDERS.length / 8);
  const place = (): Place => {
    const [area, name, extension, number] = [one(AREAS), one(NAMES), one(EXTENSIONS), Math.floor(random() * 1000)];
    const project = `${area}/project-${Math.floor(random() * projects)}`;
    return { area, project, folder: one(FOLDERS), name, extension, number, file: `${name}-${number}${extension}` };
  };
  const paths = new Set<string>();
  while (paths.size < size.paths) {
    const { project, folder, file } = place();
    paths.add(`${project}/${folder}/${file}`);
  }
  const shapes = SHAPES.flatMap(([share, shape]) => Array.from({ length: share }, () => shape));
  const lines = Array.from({ length: size.rules - 1 }, (_, index) => {
    const owners = index % 50 === 49 ? '' : ` @acme/team-${Math.floor(random() * 60)}`;
    return `${one(shapes)(place())}${owners}`;
  });
  return { text: ['* @acme/everybody', ...lines, ''].join('\n'), paths: [...paths].sort() };
}

/** Numbers from 0 up to 1 that only the seed decides (a linear congruence; its high bits are good enough here). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
