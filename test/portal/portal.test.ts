import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { API_SCHEMAS, OPENAPI } from '../../src/portal/api.ts';
import { publish } from '../support/release.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

/** Several releases, and all that follows from each, on a machine that has other work. */
const SLOW = 180_000;

const POLICY = `version: 1
mode: enforce
repositories: { exclude: [registry, .github] }
rules:
  contributing: { level: error }
  documentation: { level: error, where: { tier: prototype } }
registry:
  formats: [catalog, python]
  rules: { license: off, breaking-notes: off }
waivers:
  - { rule: codeowners, repository: stage-control, reason: The stage moves., owner: "@acme/instruments", until: 2099-03-31 }
`;
const WHEEL = Buffer.from('not much of a wheel');

let world: TestWorld;

/** dicom-bridge is private to imaging and instruments (erin, not grace); log-kit is public; the rest is internal. */
beforeAll(async () => {
  world = await startWorld({
    'repositories/.github/innkeeper.yml': POLICY,
    'repositories/stage-control/innersource.yml':
      'version: 1\ntitle: "<script>alert(1)</script>"\ndescription: \'"><img src=x>\'\ntier: prototype\nowners: ["@acme/instruments"]\n',
  });
  await publish(world, {
    as: 'erin',
    repository: 'dicom-bridge',
    tag: 'v1.0.0',
    files: { 'pyproject.toml': '[project]\nname = "dicom-bridge"\nversion = "1.0.0"\n' },
    assets: { 'dicom_bridge-1.0.0-py3-none-any.whl': WHEEL },
  });
  await publish(world, {
    as: 'carol',
    repository: 'imaging',
    tag: 'imaging-io@0.8.1',
    assets: { 'imaging_io-0.8.1-py3-none-any.whl': WHEEL },
  });
}, SLOW);
afterAll(() => world.close());
beforeEach(() => world.sandbox.requests.clear());

const get = (path: string, login: string | null = null, headers: Readonly<Record<string, string>> = {}) =>
  fetch(new URL(path, world.app.url), {
    redirect: 'manual',
    headers: { ...headers, ...(login ? { authorization: `Bearer ${world.sandbox.tokenOf(login)}` } : {}) },
  });
const text = async (...asked: Parameters<typeof get>) => (await get(...asked)).text();
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
const json = async (...asked: Parameters<typeof get>): Promise<any> => (await get(...asked)).json();

describe('the pages', () => {
  test.each(['/', '/projects/http-client', '/insights', '/policy', '/nowhere'])(
    '%s loads nothing from elsewhere',
    async (path) => {
      const answer = await get(path);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      const page = await answer.text();
      expect(page).not.toMatch(/<(?:script|img|iframe)|<[^>]* (?:src|style|on\w+)=/);
      expect(page).toContain('<meta name="viewport"');
      expect(answer.status).toBe(path === '/nowhere' ? 404 : 200);
    },
  );

  test('show a private project to nobody but those whom GitHub shows it to', async () => {
    const seen = async (login: string | null) => [
      (await text('/', login)).includes('DICOM bridge'),
      (await get('/projects/dicom-bridge', login)).status,
      (await get('/badges/dicom-bridge.svg', login)).status,
      JSON.stringify([await json('/api/v1/projects', login), await json('/repos.json', login)]).includes(
        'dicom-bridge',
      ),
      (await text('/catalog-info.yaml', login)).includes('dicom-bridge'),
    ];
    expect(await seen(null)).toEqual([false, 404, 404, false, false]);
    expect(await seen('grace')).toEqual([false, 404, 404, false, false]);
    expect(await seen('erin')).toEqual([true, 200, 200, true, true]);
  });

  test('show other people’s text as text', async () => {
    for (const path of ['/', '/projects/stage-control', '/?q=%22%3E%3Cscript%3E']) {
      expect(await text(path)).not.toMatch(/<script|<img/);
    }
    expect(await text('/projects/stage-control')).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test('tell how a package is installed', async () => {
    const page = await text('/projects/imaging');
    expect(page).toContain(`pip install --index-url ${world.app.url}/simple/ &quot;imaging-io==0.8.1&quot;`);
    const behindProxy = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'inn.example' };
    expect(await text('/projects/imaging', null, behindProxy)).toContain('https://inn.example/simple/');
  });

  test('tell what the policy asks at each tier, and not of whom it asks less', async () => {
    const page = await text('/policy');
    const levels = (rule: string) =>
      [
        ...(page.match(new RegExp(`<tr id="acme-repositories-${rule}">.*?</tr>`, 's'))?.[0] ?? '').matchAll(
          /data-label="(\w+)" [^>]*>(\w+)/g,
        ),
      ]
        .map(([, tier, level]) => `${tier} ${level}`)
        .join(', ');
    expect(levels('contributing')).toBe('prototype error, research error, tooling error, production error');
    expect(levels('documentation')).toMatch(/^prototype error, research info,/);
    expect(page).not.toMatch(/stage-control|The stage moves/);
  });
});

describe('for programs', () => {
  test('the API answers as it says of itself', async () => {
    expect(API_SCHEMAS.projects.parse(await json('/api/v1/projects'))).toContainEqual(
      expect.objectContaining({ name: '@acme/http-client', repository: 'acme/http-client', tier: 'production' }),
    );
    const project = API_SCHEMAS.project.parse(await json('/api/v1/projects/http-client'));
    expect(project.verdicts.filter(({ status }) => status === 'pass')).toHaveLength(project.health.pass);
    const published = await json('/api/v1/openapi.json');
    expect(published).toEqual(JSON.parse(JSON.stringify(OPENAPI)));
    for (const path of Object.keys(OPENAPI.paths)) {
      expect((await get(path.replace('{name}', 'imaging'))).status).toBe(200);
    }
    expect(await json('/api/v1/projects/nothing')).toEqual({ message: 'Not Found' });
  });

  test('SAP’s portal gets a list with what it sorts and shows by', async () => {
    const projects = await json('/repos.json');
    expect(projects).toContainEqual(
      expect.objectContaining({
        full_name: 'acme/http-client',
        default_branch: 'main',
        owner: { login: 'acme', avatar_url: `${world.sandbox.url}/acme.png` },
        _InnerSourceMetadata: expect.objectContaining({ guidelines: 'CONTRIBUTING.md', score: expect.any(Number) }),
      }),
    );
    expect(new Set(projects.map(({ id }: { id: number }) => id)).size).toBe(projects.length);
  });

  test('Backstage gets one component a project', async () => {
    const components = parseAllDocuments(await text('/catalog-info.yaml')).map((each) => each.toJS());
    expect(components).toContainEqual(
      expect.objectContaining({
        kind: 'Component',
        spec: { type: 'library', lifecycle: 'production', owner: 'group:default/platform' },
      }),
    );
    const names = components.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('a badge tells tier and health', async () => {
    const answer = await get('/badges/http-client.svg');
    expect(answer.headers.get('content-type')).toContain('image/svg+xml');
    const { health } = await json('/api/v1/projects/http-client');
    expect(await answer.text()).toContain(
      `InnerSource: production, ${health.pass} of ${health.pass + health.fail} points hold`,
    );
  });
});

describe('the Python index', () => {
  const JSON_V1 = 'application/vnd.pypi.simple.v1+json';
  const HTML_V1 = 'application/vnd.pypi.simple.v1+html';

  test.each([
    [undefined, 'text/html; charset=utf-8'],
    ['*/*', 'text/html; charset=utf-8'],
    ['text/html', 'text/html; charset=utf-8'],
    [HTML_V1, HTML_V1],
    [`${JSON_V1}, ${HTML_V1}; q=0.1, text/html; q=0.01`, JSON_V1],
    [`${HTML_V1}; q=0.2, ${JSON_V1}; q=0.1`, HTML_V1],
  ])('answers Accept: %s with %s', async (accept, type) => {
    for (const path of ['/simple/', '/simple/dicom-bridge/']) {
      const answer = await get(path, 'erin', accept ? { accept } : {});
      expect(answer.headers.get('content-type')).toBe(type);
      expect(answer.headers.get('vary')).toContain('Accept');
      const body = await answer.text();
      if (type === JSON_V1) expect(JSON.parse(body).meta).toEqual({ 'api-version': '1.1' });
      else expect(body).toContain('<a href="');
    }
  });

  test('is found under any spelling of a name', async () => {
    for (const path of ['/simple/Dicom_Bridge/', '/simple/dicom.bridge', '/simple/dicom-bridge']) {
      expect((await get(path, 'erin')).headers.get('location')).toBe('/simple/dicom-bridge/');
    }
    expect((await get('/simple')).headers.get('location')).toBe('/simple/');
  });

  test('names at its root what the asker may see', async () => {
    const names = async (login: string | null) =>
      (await json('/simple/', login, { accept: JSON_V1 })).projects.map(({ name }: { name: string }) => name);
    expect(await names('erin')).toEqual(['dicom-bridge', 'imaging-io']);
    expect(await names('grace')).toEqual(['imaging-io']);
    expect(await names(null)).toEqual([]);
  });

  test('streams a file as the release has it', async () => {
    const { files } = await json('/simple/dicom-bridge/', 'erin', { accept: JSON_V1 });
    expect(files).toMatchObject([{ url: 'dicom_bridge-1.0.0-py3-none-any.whl', size: WHEEL.length }]);
    const answer = await get(`/simple/dicom-bridge/${files[0].url}`, 'erin');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(WHEEL);
    expect(answer.headers.get('cache-control')).toContain('private');
  });

  test.each(['/simple/dicom-bridge/', '/simple/dicom-bridge/dicom_bridge-1.0.0-py3-none-any.whl'])(
    'tells who may not see the package nothing of it: %s',
    async (path) => {
      const told = async (asked: string, login: string | null) => {
        const answer = await get(asked, login);
        const [body, challenge] = [await answer.text(), answer.headers.get('www-authenticate')];
        return { status: answer.status, body, challenge };
      };
      const missing = path.replace('bridge/', 'bridges/');
      expect(await told(path, 'grace')).toEqual(await told(missing, 'grace'));
      expect((await told(path, 'grace')).status).toBe(404);
      expect(await told(path, null)).toEqual(await told(missing, null));
      expect((await told(path, null)).status).toBe(401);
    },
  );

  test.each([
    '/simple/..%2f..%2fpackages/',
    '/simple/%E0%A4%A/',
    '/npm/..%2f..%2fpackages',
    '/npm/%E0%A4%A',
    '/npm/@acme',
    '/badges/%E0%A4%A.svg',
  ])('isn’t led astray by %s', async (path) => {
    const answer = await get(path, 'erin');
    expect([301, 400, 404]).toContain(answer.status);
  });

  test('shows GitHub few of many invented tokens', async () => {
    await text('/simple/imaging-io/', 'erin');
    const from = { 'x-forwarded-for': '198.51.100.9' };
    const bring = (index: number) =>
      get('/simple/imaging-io/', null, { ...from, authorization: `Bearer invented-${index}` });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => bring(index)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(20).fill(401), ...Array(30).fill(429)]);
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('60');
    expect((await get('/simple/imaging-io/', 'erin', from)).status).toBe(200);
  });

  test('asks GitHub for no name that nobody registered', async () => {
    await text('/simple/imaging-io/', 'erin');
    await text('/npm/@acme%2fimaging-io', 'erin');
    world.sandbox.requests.clear();
    for (const name of ['invented', 'invented-too']) {
      for (const path of [`/simple/${name}/`, `/npm/${name}`, `/npm/@acme%2f${name}`, `/npm/@${name}%2f${name}`]) {
        expect((await get(path, 'erin')).status).toBe(404);
      }
    }
    expect(world.sandbox.requests.ofApp('innkeeper[bot]').length).toBeLessThanOrEqual(3);
  });

  test('asks GitHub nothing it was just told', async () => {
    await text('/simple/imaging-io/', 'erin');
    world.sandbox.requests.clear();
    for (let time = 0; time < 5; time += 1) await text('/simple/imaging-io/', 'erin');
    expect(world.sandbox.requests.ofApp('innkeeper[bot]').length).toBeLessThanOrEqual(1);
    expect(world.sandbox.requests.ofApp('erin')).toEqual([]);
  });
});
