import { ancestor } from './ancestor.ts';
import { breakingNotes } from './breaking-notes.ts';
import { dependencyBounds } from './dependency-bounds.ts';
import { dependencyTiers } from './dependency-tiers.ts';
import { dependencyTypes } from './dependency-types.ts';
import { fileNames } from './file-names.ts';
import { identity } from './identity.ts';
import { license } from './license.ts';
import { manifest } from './manifest.ts';
import { name } from './name.ts';
import { nameSimilar } from './name-similar.ts';
import { nameTaken } from './name-taken.ts';
import { owners } from './owners.ts';
import type { RegistryRule } from './rule.ts';
import { tagMoved } from './tag-moved.ts';
import { tier } from './tier.ts';
import { versionDuplicate } from './version-duplicate.ts';
import { versionFormat } from './version-format.ts';
import { versionMismatch } from './version-mismatch.ts';
import { versionSequence } from './version-sequence.ts';

/** Every rule by which the registry accepts a version. */
export const REGISTRY_RULES: readonly RegistryRule[] = [
  manifest,
  name,
  fileNames,
  nameTaken,
  nameSimilar,
  identity,
  versionFormat,
  versionMismatch,
  versionDuplicate,
  tagMoved,
  versionSequence,
  ancestor,
  dependencyBounds,
  dependencyTypes,
  dependencyTiers,
  license,
  owners,
  tier,
  breakingNotes,
];
