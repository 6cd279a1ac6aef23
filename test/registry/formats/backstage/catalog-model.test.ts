import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { backstage } from '../../../../src/registry/formats/backstage/index.ts';
import { clientsPresent, requireClient } from '../../../support/clients.ts';
import { entries, hostileText, registration, version, written } from '../../../support/registration.ts';

interface Policy {
  enforce(entity: unknown): Promise<unknown>;
}

/** What this test needs of `@backstage/catalog-model`. */
interface CatalogModel {
  readonly EntityPolicies: { allOf(policies: readonly Policy[]): Policy };
  readonly SchemaValidEntityPolicy: new () => Policy;
  readonly NoForeignRootFieldsEntityPolicy: new () => Policy;
  readonly FieldFormatEntityPolicy: new () => Policy;
  readonly componentEntityV1alpha1Validator: { check(entity: unknown): Promise<boolean> };
  parseEntityRef(reference: string, context: { defaultKind: string }): object;
}

describe.skipIf(!clientsPresent)('Backstage’s own model (npm ci --prefix test/portal/clients)', () => {
  /** Throws where a catalogue would refuse the entity. */
  async function admit(entity: { spec: { owner: string } }): Promise<void> {
    const model = requireClient<CatalogModel>('@backstage/catalog-model');
    const policies = [
      new model.SchemaValidEntityPolicy(),
      new model.NoForeignRootFieldsEntityPolicy(),
      new model.FieldFormatEntityPolicy(),
    ];
    await model.EntityPolicies.allOf(policies).enforce(entity);
    expect(await model.componentEntityV1alpha1Validator.check(entity)).toBe(true);
    expect(model.parseEntityRef(entity.spec.owner, { defaultKind: 'Group' })).toMatchObject({ namespace: 'default' });
  }

  test('refuses what is no component', async () => {
    await expect(
      admit(parse('apiVersion: x\nkind: Component\nmetadata: { name: "@a/b" }\nspec: {}')),
    ).rejects.toThrow();
  });

  test('takes what is written, whatever a package calls itself', async () => {
    const names = fc.stringMatching(/^(?:@[a-z0-9][a-z0-9._-]{0,5}\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/);
    await fc.assert(
      fc.asyncProperty(entries('generic', names, fc.constant), async (each) => {
        for (const text of written(backstage, [each]).values()) await admit(parse(text));
      }),
    );
  });

  test('takes what is written, whatever its owners, topics and documentation are', async () => {
    const texts = fc.array(fc.oneof(hostileText, fc.string({ maxLength: 90 })), { maxLength: 4 });
    const owners = fc.stringMatching(/^@acme\/[A-Za-z0-9_.-]{1,80}$/).map((owner) => [owner]);
    await fc.assert(
      fc.asyncProperty(texts, fc.oneof(texts, owners), fc.oneof(hostileText, fc.webUrl()), async (topics, by, url) => {
        const each = registration({
          name: 'imaging-io',
          topics,
          owners: by,
          documentation: url,
          versions: [version('1.0.0')],
        });
        for (const text of written(backstage, [each]).values()) await admit(parse(text));
      }),
    );
  });
});
