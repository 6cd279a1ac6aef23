/** Licences by the words they begin with; GitHub compares whole texts, which comes to the same for unchanged ones. */
const LICENSES: readonly (readonly [RegExp, string])[] = [
  [/apache license\s+version 2\.0/i, 'Apache-2.0'],
  [/permission is hereby granted, free of charge, to any person obtaining a copy/i, 'MIT'],
  [/permission to use, copy, modify, and\/or distribute this software/i, 'ISC'],
  [/mozilla public license version 2\.0/i, 'MPL-2.0'],
  [/gnu affero general public license\s+version 3/i, 'AGPL-3.0'],
  [/gnu lesser general public license\s+version 3/i, 'LGPL-3.0'],
  [/gnu general public license\s+version 3/i, 'GPL-3.0'],
  [/gnu general public license\s+version 2/i, 'GPL-2.0'],
  [/eclipse public license - v 2\.0/i, 'EPL-2.0'],
  [/redistribution and use in source and binary forms[\s\S]*neither the name/i, 'BSD-3-Clause'],
  [/redistribution and use in source and binary forms/i, 'BSD-2-Clause'],
];

/** The SPDX identifier of a licence's text; `NOASSERTION` where it is none of these. */
export function detectLicense(text: string): string {
  return LICENSES.find(([pattern]) => pattern.test(text))?.[1] ?? 'NOASSERTION';
}
