import type { Feature, Prepared } from '../feature.ts';
import type { Asked } from './define.ts';

/** A command runs the very feature that the event would have run. */
export function askFeature(feature: Feature, asked: Asked, action: string, payload: object): Promise<Prepared | null> {
  return feature.prepare({ ...asked.delivery, event: 'innkeeper', action, payload: { ...payload } }, asked.ports);
}
