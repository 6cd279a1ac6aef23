import { html } from 'hono/html';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import { healthOf, requiredOf } from './health.ts';

/** Pixels a character of the badge's type takes, about. */
const CHARACTER = 6.8;
const PADDING = 12;
const HEIGHT = 20;

const COLOURS = { good: '#0e7a3b', bad: '#b42318', none: '#59636e' };

/** Tier and health of a project, to stand in its README. */
export function badge(snapshot: ProjectSnapshot) {
  const { pass, fail } = healthOf(snapshot);
  const left = snapshot.project.tier ?? 'no tier';
  const right = `${pass} of ${pass + fail}`;
  const colour = pass + fail === 0 ? COLOURS.none : requiredOf(snapshot) > 0 ? COLOURS.bad : COLOURS.good;
  const [start, end] = [left, right].map((text) => Math.round(text.length * CHARACTER) + PADDING) as [number, number];
  const label = `InnerSource: ${left}, ${right} points hold`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${start + end}" height="${HEIGHT}" role="img" aria-label="${label}">
<title>${label}</title>
<clipPath id="round"><rect width="${start + end}" height="${HEIGHT}" rx="3"/></clipPath>
<g clip-path="url(#round)"><rect width="${start}" height="${HEIGHT}" fill="#333a42"/><rect x="${start}" width="${end}" height="${HEIGHT}" fill="${colour}"/></g>
<g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11" text-anchor="middle"><text x="${start / 2}" y="14">${left}</text><text x="${start + end / 2}" y="14">${right}</text></g>
</svg>
`;
}
