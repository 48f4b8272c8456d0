import { expect, test } from 'vitest';
import { http } from './llb.ts';

const url = 'https://files.example/a-1.0-py3-none-any.whl';

test.each(['../a', 'a/b', '..', '.', '', 'a\nb', '/etc/passwd', '\0'])(
  'a file has no name that leads to another place: %j',
  (filename) => {
    expect(() => http(url, { filename })).toThrow('is not a file name');
  },
);

test.each(['file:///etc/passwd', 'docker-image://a/b', 'git://git.example/a', 'ftp://a.example/b'])(
  'a file has no url of another kind of source: %s',
  (other) => {
    expect(() => http(other, { filename: 'a.whl' })).toThrow('is no url of http or https');
  },
);

test('a file has a url of a web server and a name', () => {
  expect(() => http(url, { filename: 'a-1.0-py3-none-any.whl' })).not.toThrow();
});
