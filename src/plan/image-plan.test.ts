import { expect, it } from 'vitest';
import { specOf } from '../../test/support/spec-of.ts';
import { imagePlan } from './image-plan.ts';
import type { ImagePlanFacts } from './image-plan.ts';

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
