import type { Actor, RepositoryModel } from '../model.ts';
import type { World } from '../world.ts';

/** @param values `null` unsets */
export function setProperties(
  world: World,
  repository: RepositoryModel,
  values: ReadonlyMap<string, string | null>,
  actor: Actor,
): void {
  const list = () => [...repository.properties].map(([property_name, value]) => ({ property_name, value }));
  const before = list();
  for (const [name, value] of values) {
    if (value === null) repository.properties.delete(name);
    else repository.properties.set(name, value);
  }
  if (JSON.stringify(before) === JSON.stringify(list())) return;
  world.emit('custom_property_values', 'updated', repository, actor, {
    new_property_values: list(),
    old_property_values: before,
  });
}
