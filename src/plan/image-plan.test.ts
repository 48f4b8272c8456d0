import { expect, it } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { imagePlan } from './image-plan.ts';
import type { ImagePlanFacts } from './image-plan.ts';
import { requestedSystemPackages } from './make-foundation.ts';

const facts: ImagePlanFacts = {
  grockerVersion: '9.0.0',
  basePath: '/usr/bin',
  foundation: { venv: '/venv', user: { name: 'app', uid: 1000, home: '/home/app' } },
  application: {
    kind: 'release',
    name: 'app',
    extras: ['a', 'b'],
    version: '1',
    directory: '.',
    otherMembers: [],
    needsCompiler: false,
    versionFromGit: false,
  },
};

const own = {
  LANG: 'C.UTF-8',
  HOME: '/home/app',
  PYTHONUNBUFFERED: '1',
  GROCKER_APP: 'app',
  GROCKER_APP_EXTRAS: 'a,b',
};

it('sets variables for the certificate authorities of the file and for the time zone', () => {
  const spec = specOf('release: app==1\ncertificates: [a.pem]\ntime_zone: Europe/Berlin\n');
  const env = imagePlan(spec, facts).env.map(({ name, value }) => `${name}=${value}`);
  const store = '/etc/ssl/certs/ca-certificates.crt';
  const names = ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'];
  expect(env).toEqual(
    expect.arrayContaining([...names.map((name) => `${name}=${store}`), 'TZ=Europe/Berlin']),
  );
  const own = specOf('release: app==1\ncertificates: [a.pem]\nenvs: {SSL_CERT_FILE: /a}\n');
  expect(imagePlan(own, facts).env).toContainEqual({ name: 'SSL_CERT_FILE', value: '/a' });
});

it.each([
  ['trixie/3.13', '/usr/bin/tini'],
  ['alpine/3.13', '/sbin/tini'],
])('%s has its init at %s', (runtime, path) => {
  const spec = specOf(`release: app==1\nruntime: ${runtime}\ninit: true\n`);
  expect(imagePlan(spec, facts).init).toBe(path);
  expect(imagePlan(specOf('release: app==1\n'), facts).init).toBeUndefined();
});

it("requests the url of a health check with the image's Python, past proxies", () => {
  const spec = specOf('release: app==1\nhealthcheck: {http: ":80/ok", retries: 2}\n');
  const { test = [], ...times } = imagePlan(spec, facts).healthcheck ?? {};
  expect([test[0], test[1], test.at(-1)]).toEqual([
    'CMD',
    '/venv/bin/python',
    'http://127.0.0.1:80/ok',
  ]);
  expect(test.join(' ')).toContain('ProxyHandler({})');
  expect(times).toEqual({ retries: 2 });
});

it.each([
  ['trixie/3.13', ['locales']],
  ['alpine/3.13', []],
])('keys bring their system packages along on %s', (runtime, compiler) => {
  const locales = runtime.startsWith('alpine') ? '' : 'locales: [de_DE.UTF-8]\n';
  const keys = 'init: true\ntime_zone: UTC\ncertificates: [a.pem]\n';
  const spec = specOf(`release: app==1\nruntime: ${runtime}\n${keys}${locales}`);
  const requested = requestedSystemPackages(spec);
  expect(requested.root).toEqual(expect.arrayContaining(['tini', 'tzdata', 'ca-certificates']));
  expect(requested.root).not.toContain('locales');
  expect(requested.compiler.filter((name) => name === 'locales')).toEqual(compiler);
});

it.each([
  ['none', '', { ...own, PATH: '/venv/bin:/usr/bin' }],
  ['one of its own', 'envs: {A: b}\n', { ...own, PATH: '/venv/bin:/usr/bin', A: 'b' }],
  [
    'those that Grocker sets, too',
    'envs: {PATH: "/opt/bin:/usr/bin", LANG: C, HOME: /tmp, PYTHONUNBUFFERED: ""}\n',
    { ...own, PATH: '/opt/bin:/usr/bin', LANG: 'C', HOME: '/tmp', PYTHONUNBUFFERED: '' },
  ],
])('holds each variable once: %s', (_, text, expected) => {
  const { env } = imagePlan(specOf(`release: app==1\n${text}`), facts);
  expect(env).toHaveLength(Object.keys(expected).length);
  expect(Object.fromEntries(env.map(({ name, value }) => [name, value]))).toStrictEqual(expected);
});
