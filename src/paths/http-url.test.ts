import { expect, test } from 'vitest';

import { isHttpUrl, isRepositoryUrl } from './http-url.ts';

test.each([
  'https://files.example/a.whl',
  'http://127.0.0.1:8080/a?b#c',
  'https://files.example',
  'https://user@files.example/a',
])('%s is a url of a file', (url) => {
  expect(isHttpUrl(url)).toBe(true);
});

// The first ones are the names of other sources of BuildKit.
test.each([
  'docker-image://registry.example/a/a-1.0-py3-none-any.whl',
  'local://context/a.whl',
  'git://git.example/a.whl',
  'oci-layout://a/a.whl',
  'file:///etc/passwd',
  'ftp://files.example/a.whl',
  'https:///a.whl',
  'https:files.example/a.whl',
  '//files.example/a.whl',
  'https://files.example/a b.whl',
  ' https://files.example/a.whl',
  'https://files.example\\@evil.example/a.whl',
  'https://evil.example/\\files.example/a.whl',
  'https://fil\u0435s.example/a.whl',
  '',
])('%j is no url of a file', (url) => {
  expect(isHttpUrl(url)).toBe(false);
});

test.each([
  'https://git.example/a',
  'ssh://git@git.example/a.git',
  'git@git.example:a.git',
  'https://user:word@git.example:8443/a-b/-c',
  'git@git.example:team/a.git',
])('%s is the url of a repository', (url) => {
  expect(isRepositoryUrl(url)).toBe(true);
});

test.each([
  ...['--upload-pack=id', 'ext::sh -c id', 'file:///etc', '/etc', '../a', 'https:///a', 'a'],
  ...['ssh://-oProxyCommand=id/a', 'ssh://git@-oProxyCommand=id/a', 'git@-oProxyCommand=id:a'],
  ...[
    '-oProxyCommand=id@git.example:a',
    'git@git.example:-a',
    'https://git.example\\@evil.example/a',
  ],
  'https://g\u0456t.example/a',
])('%s is no url of a repository', (url) => {
  expect(isRepositoryUrl(url)).toBe(false);
});
