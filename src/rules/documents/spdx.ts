/** Licences by the words that only they have; in this order, since the stricter ones quote the others. GitHub calls them by the same identifiers. */
const LICENSES: readonly (readonly [RegExp, string])[] = [
  [/apache license version 2\.0/, 'Apache-2.0'],
  [/gnu affero general public license version 3/, 'AGPL-3.0'],
  [/gnu lesser general public license version 3/, 'LGPL-3.0'],
  [/gnu lesser general public license version 2\.1/, 'LGPL-2.1'],
  [/gnu general public license version 3/, 'GPL-3.0'],
  [/gnu general public license version 2/, 'GPL-2.0'],
  [/mozilla public license,? version 2\.0/, 'MPL-2.0'],
  [/eclipse public license - v 2\.0/, 'EPL-2.0'],
  [/european union public licence v\. ?1\.2/, 'EUPL-1.2'],
  [/boost software license - version 1\.0/, 'BSL-1.0'],
  [/cc0 1\.0 universal/, 'CC0-1.0'],
  [/creative commons attribution 4\.0/, 'CC-BY-4.0'],
  [/this is free and unencumbered software released into the public domain/, 'Unlicense'],
  [/altered source versions must be plainly marked as such/, 'Zlib'],
  [
    /permission is hereby granted, free of charge, to any person obtaining a copy.*the above copyright notice and this permission notice/,
    'MIT',
  ],
  [/permission is hereby granted, free of charge, to any person obtaining a copy/, 'MIT-0'],
  [
    /permission to use, copy, modify, and\/or distribute this software.*the above copyright notice and this permission notice appear/,
    'ISC',
  ],
  [/permission to use, copy, modify, and\/or distribute this software/, '0BSD'],
  [/redistribution and use in source and binary forms.*all advertising materials/, 'BSD-4-Clause'],
  [/redistribution and use in source and binary forms.*neither the name/, 'BSD-3-Clause'],
  [/redistribution and use in source and binary forms/, 'BSD-2-Clause'],
];

/** A licence is shorter than this; nobody hides words of another one behind it. */
const LIMIT = 100_000;

/**
 * The SPDX identifier of a licence's text, as GitHub gives it for unchanged texts of the common ones; `NOASSERTION` where it is none of these.
 * GitHub compares whole texts: of one that was changed in its middle this says more than GitHub would.
 */
export function detectLicense(text: string): string {
  const words = text.slice(0, LIMIT).toLowerCase().replace(/\s+/g, ' ');
  return LICENSES.find(([pattern]) => pattern.test(words))?.[1] ?? 'NOASSERTION';
}
