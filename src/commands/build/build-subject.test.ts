import { expect, it } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { buildSubject } from './build-subject.ts';

it.each([
  ['ipython', { kind: 'release', text: 'ipython' }],
  ['ipython==5.0', { kind: 'release', text: 'ipython==5.0' }],
  ['app[a,b]==1.2.3', { kind: 'release', text: 'app[a,b]==1.2.3' }],
  ['.', { kind: 'directory', path: '.' }],
  ['..', { kind: 'directory', path: '..' }],
  ['./app', { kind: 'directory', path: './app' }],
  ['examples/app', { kind: 'directory', path: 'examples/app' }],
  ['/srv/app', { kind: 'directory', path: '/srv/app' }],
  ['grocker.yml', { kind: 'directory', path: '.', definition: 'grocker.yml' }],
  ['a/b.yaml', { kind: 'directory', path: 'a/', definition: 'a/b.yaml' }],
  [
    'dist/app-1.2-py3-none-any.whl',
    { kind: 'wheel', path: 'dist/app-1.2-py3-none-any.whl', extras: '' },
  ],
  [
    'app-1.2-py3-none-any.whl[a,b]',
    { kind: 'wheel', path: 'app-1.2-py3-none-any.whl', extras: '[a,b]' },
  ],
])('%s', (argument, expected) => {
  expect(buildSubject(argument)).toEqual(expected);
});

it.each(['', 'ipython=5.0', 'ipython[', 'my app', '-x'])('refuses %j', (argument) => {
  expect(() => buildSubject(argument)).toThrow(UsageError);
});
