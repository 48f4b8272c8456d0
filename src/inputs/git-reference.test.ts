import { expect, test } from 'vitest';

import { parseGitReference, type GitReference } from './git-reference.ts';

test.each<[string, GitReference]>([
  ['https://git.example/a.git', { url: 'https://git.example/a.git', options: {} }],
  [
    'https://git.example/a.git#main:sub/dir',
    { url: 'https://git.example/a.git', options: { ref: 'main', subdir: 'sub/dir' } },
  ],
  [
    'https://git.example/a.git#:/sub/',
    { url: 'https://git.example/a.git', options: { subdir: 'sub' } },
  ],
  ['git@git.example:org/a.git#v1', { url: 'git@git.example:org/a.git', options: { ref: 'v1' } }],
  ['ssh://git@git.example/a', { url: 'ssh://git@git.example/a', options: {} }],
  ['git://git.example/a', { url: 'git://git.example/a', options: {} }],
  ['github.com/org/a', { url: 'github.com/org/a', options: {} }],
  [
    'https://git.example/a.git?branch=main&subdir=x&keep-git-dir&submodules=false&checksum=abc&mtime=commit',
    {
      url: 'https://git.example/a.git',
      options: {
        ref: 'refs/heads/main',
        subdir: 'x',
        checksum: 'abc',
        keepGitDir: true,
        skipSubmodules: true,
        mtime: 'commit',
      },
    },
  ],
  [
    'https://git.example/a.git?tag=v1#refs/tags/v1',
    { url: 'https://git.example/a.git', options: { ref: 'refs/tags/v1' } },
  ],
])('%s', (text, expected) => {
  expect(parseGitReference(text)).toEqual(expected);
});

test.each([
  '',
  '.',
  './a.git',
  '../a.git',
  'https://files.example/a.tar.gz',
  'https://files.example/a.git.html',
  'docker-image://a',
  'local:a',
  'ftp://files.example/a.git',
])('%j is no git repository', (text) => {
  expect(parseGitReference(text)).toBeUndefined();
});

test.each([
  ['https://git.example/a.git?tag=a#b', 'it names b and refs/tags/a at once'],
  ['https://git.example/a.git?subdir=a#:b', 'it names the directories b and a'],
  ['https://git.example/a.git?subdir=a&subdir=b', '"subdir" is given twice'],
  ['https://git.example/a%zz.git', 'it is not a well-formed url; a literal `%` is written `%25`'],
  ['https://git.example/a.git?depth=1', '"depth" is not an option of a repository'],
  ['https://git.example/a.git?submodules=maybe', '"maybe" is neither true nor false'],
  ['https://git.example/a.git?mtime=now', 'mtime must be checkout or commit'],
])('%s is an error', (text, message) => {
  expect(() => parseGitReference(text)).toThrow(`the git repository ${text}: ${message}`);
});
