import type { PackageVersion } from '../../domain/package-entry.ts';
import type { Client, Listing } from './listing.ts';

/** Where packages are to be had. */
export interface Addresses {
  /** The portal's own: `https://innkeeper.example`. */
  readonly portal: string;
  /** `https://github.com` */
  readonly web: string;
}

/** What to type, a line for each command, to install a version; where no package manager is served, git and those that ask it. */
export function installCommands(
  client: Client,
  { entry: { name, url }, registry }: Listing,
  { version, tag }: PackageVersion,
  { portal, web }: Addresses,
): string {
  const host = portal.replace(/^https?:/, '');
  const scope = /^(@[^/]+)\//.exec(name)?.[1];
  const lines: Readonly<Record<Client, readonly string[]>> = {
    pip: [
      '# pip asks for your GitHub login and a token unless the package is public',
      `pip install --index-url ${portal}/simple/ "${name}==${pythonVersion(version)}"`,
    ],
    npm: [
      '# the token is not needed where the package is public',
      `npm config set ${host}/npm/:_authToken=YOUR_GITHUB_TOKEN`,
      ...(scope
        ? [`npm config set ${scope}:registry=${portal}/npm/`, `npm install ${name}@${version}`]
        : [`npm install ${portal}/npm/${name}/-/${name}-${version}.tgz`]),
    ],
    julia: [`pkg> registry add ${web}/${registry.owner}/${registry.name}`, `pkg> add ${name}@${version}`],
    cargo: [`cargo add --git ${url} --tag ${quoted(tag)} ${name}`],
    git: [`git clone --depth 1 --branch ${quoted(tag)} ${url}`],
  };
  return lines[client].join('\n');
}

/** A fourth number and what comes after the release are part of a version to pip, not another build of it. */
function pythonVersion(version: string): string {
  return version.replace(/\+post\.(\d+)$/, '.post$1').replace(/\+(\d+(?:\.\d+)*)$/, '.$1');
}

/** As a shell reads it: a tag may hold what a shell would act on. */
function quoted(text: string): string {
  return /^[\w./@+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
