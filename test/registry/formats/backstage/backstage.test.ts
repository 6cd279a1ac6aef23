import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Component, entityName } from '../../../../src/registry/formats/backstage/component.ts';
import { backstage } from '../../../../src/registry/formats/backstage/index.ts';
import { entries, hostileText, registration, version, written } from '../../../support/registration.ts';

const PATH = 'catalog/imaging-io.yaml';
const one = registration({ name: 'imaging-io', path: 'packages/imaging-io', versions: [version('1.0.0')] });
const component = (...registrations: Parameters<typeof written>[1]): Component =>
  parse(written(backstage, registrations).get(PATH) ?? '');

describe('the component', () => {
  test('of a package', async () => {
    const files = written(backstage, [one]);
    await expect(files.get(PATH)).toMatchFileSnapshot('golden/first.txt');
    expect([...files.keys()]).toEqual([PATH]);
  });

  test('keeps comments, keys, tags, links and a type that others wrote', async () => {
    const before = `# Looked after by Dmitri.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: old-name
  tags: [dicom] # by hand
  links:
    - { url: https://wiki.example, title: Wiki }
  annotations:
    pagerduty.com/service-id: P1
spec:
  type: service
  lifecycle: experimental
  owner: group:default/nobody # to be settled
  system: pictures
`;
    const files = written(backstage, [one], new Map([[PATH, before]]));
    await expect(files.get(PATH)).toMatchFileSnapshot('golden/kept.txt');
  });

  test.each([
    ['prototype', 'experimental'],
    ['research', 'experimental'],
    ['tooling', 'production'],
    ['production', 'production'],
  ] as const)('of tier %s has the lifecycle %s, and the tier as label', (tier, lifecycle) => {
    const found = component(registration({ name: 'imaging-io', tier, versions: [version('1.0.0')] }));
    expect(found.spec).toMatchObject({ type: 'library', lifecycle });
    expect(found.metadata.labels['innersource-tier']).toBe(tier);
  });

  test('is deprecated once every version is yanked', () => {
    const yanked = version('1.0.0', { yanked: 'unsafe' });
    const versions = [yanked, version('1.1.0')];
    expect(component(registration({ name: 'imaging-io', versions: [yanked] })).spec.lifecycle).toBe('deprecated');
    expect(component(registration({ name: 'imaging-io', versions })).spec.lifecycle).toBe('experimental');
  });

  test.each([
    [['@acme/imaging', '@alice'], 'group:default/imaging'],
    [['a@b.example', '@alice'], 'user:default/alice'],
    [['@build[bot]'], 'user:default/build-bot'],
    [[], 'group:default/unknown'],
  ])('of %j is owned by %s', (owners, owner) => {
    expect(component(registration({ name: 'imaging-io', owners, versions: [version('1.0.0')] })).spec.owner).toBe(
      owner,
    );
  });

  test('says again what it was told, and writing twice changes nothing', () => {
    const names = fc.stringMatching(/^(?:@[a-z0-9][a-z0-9._-]{0,5}\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/);
    fc.assert(
      fc.property(entries('generic', names, fc.constant), (each) => {
        const files = written(backstage, [each]);
        const { metadata }: Component = parse(files.get(`catalog/${each.entry.name}.yaml`) ?? '');
        expect(metadata.name).toBe(entityName(each.entry.name));
        expect(metadata.title ?? '').toBe(each.entry.title ?? '');
        expect(metadata.description ?? '').toBe(each.entry.description ?? '');
        expect(metadata.annotations['github.com/project-slug']).toBe(each.entry.repository);
        expect(written(backstage, [each], files)).toEqual(files);
      }),
    );
  });
});

test('every name becomes one that Backstage takes', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ maxLength: 120 })), (name) => {
      expect(entityName(name)).toMatch(/^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/);
      expect(entityName(name).length).toBeLessThanOrEqual(63);
    }),
  );
  expect(entityName('@acme/http-client')).toBe('acme-http-client');
});
