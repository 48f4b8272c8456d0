import { expect, it } from 'vitest';
import { directoryImageName, imageNames, stageImageName } from './image-names.ts';

const app = { name: 'app', extras: [], version: '1.0' };

it.each([
  ['a project', app, {}, ['app:1.0', 'app:1.0-9.0.0']],
  ['extras', { ...app, extras: ['a', 'b'] }, {}, ['app-a-b:1.0', 'app-a-b:1.0-9.0.0']],
  [
    'a prefix',
    app,
    { prefix: 'registry.example:5000/team' },
    ['registry.example:5000/team/app:1.0', 'registry.example:5000/team/app:1.0-9.0.0'],
  ],
  [
    'a base name in place of project and extras',
    { ...app, extras: ['a'] },
    { baseName: 'web' },
    ['web:1.0', 'web:1.0-9.0.0'],
  ],
  ['a service', app, { service: 'Worker' }, ['app-worker:1.0', 'app-worker:1.0-9.0.0']],
  [
    'a local version',
    { ...app, version: '1.0+git.abc' },
    {},
    ['app:1.0-git.abc', 'app:1.0-git.abc-9.0.0'],
  ],
  ['no version', { ...app, version: '' }, {}, ['app:latest', 'app:9.0.0']],
  ['an epoch', { ...app, version: '1!2.0' }, {}, ['app:1-2.0', 'app:1-2.0-9.0.0']],
  [
    'a version as long as a tag',
    { ...app, version: `1.${'0'.repeat(200)}` },
    {},
    [`app:1.${'0'.repeat(126)}`, `app:1.${'0'.repeat(126)}`],
  ],
])('names %s', (_, application, naming, expected) => {
  expect(imageNames(application, naming, '9.0.0')).toEqual(expected);
});

it.each([
  ['trixie/3.13', 'root', undefined, 'grocker-trixie-3.13-root:9.0.0'],
  [
    'Ours/3.13',
    'compiler',
    'registry.example',
    'registry.example/grocker-ours-3.13-compiler:9.0.0',
  ],
] as const)('names the stage of %s', (runtime, stage, prefix, expected) => {
  expect(stageImageName(runtime, stage, prefix, '9.0.0')).toBe(expected);
});

it.each([
  ['/home/me/My Shop', 'my-shop'],
  ['shop/', 'shop'],
  ['/', 'app'],
  ['_x_', 'x'],
])('the directory %s gives the image %s', (directory, name) => {
  expect(directoryImageName(directory)).toBe(name);
});
