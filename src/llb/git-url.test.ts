import { expect, it } from 'vitest';
import { gitUrl, type GitUrl } from './git-url.ts';

const table: readonly (readonly [string, GitUrl | undefined])[] = [
  [
    'https://git.example/team/app.git',
    {
      scheme: 'https',
      host: 'git.example',
      path: '/team/app.git',
      remote: 'https://git.example/team/app.git',
    },
  ],
  [
    'git.example/app',
    { scheme: 'https', host: 'git.example', path: '/app', remote: 'https://git.example/app' },
  ],
  [
    'ssh://me@git.example:22/a%20b?x=1#main',
    {
      scheme: 'ssh',
      host: 'git.example:22',
      path: '/a b',
      remote: 'ssh://me@git.example:22/a%20b',
    },
  ],
  [
    'git@git.example:team/app.git#main:dir',
    {
      scheme: 'ssh',
      host: 'git.example',
      path: 'team/app.git',
      remote: 'git@git.example:team/app.git',
    },
  ],
  [
    'https://me@git.example:8443/app',
    {
      scheme: 'https',
      host: 'git.example:8443',
      path: '/app',
      remote: 'https://me@git.example:8443/app',
    },
  ],
  ['ftp://git.example/app', undefined],
  ['https://git.example/a%zz.git', undefined],
];

it.each(table)('%s', (url, expected) => {
  expect(gitUrl(url)).toEqual(expected);
});
