/** npm's form, the widest of all: an optional scope, then letters, digits, `-`, `_`, `.`; it never leaves its folder. */
const NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/i;

/** The longest name that npm takes, in characters. */
const LONGEST = 214;

/** May the name stand in a path as it is? The policy may switch off the rule that asks for it; no format then writes such a package. */
export function isPathName(name: string): boolean {
  return NAME.test(name) && name.length <= LONGEST;
}
