import { expect, test } from 'vitest';
import { uwsgiStart } from './uwsgi-settings.ts';

function started(text: string, installed = 'uwsgi') {
  const entry = uwsgiStart(
    { paths: ['uwsgi.ini'], texts: new Map([['uwsgi.ini', text]]) },
    (name) => name === installed,
  );
  return entry && [entry.command, entry.port, entry.envs];
}

const ini = ['uwsgi', '--ini', 'uwsgi.ini'];

test.each([
  ['[uwsgi]\nhttp-socket = :8080\ndie-on-term = true\n', [ini, 8080, {}]],
  ['[other]\na = /b\n\n[uwsgi]\r\nhttp=0.0.0.0:9000\r\n', [[...ini, '--die-on-term'], 9000, {}]],
  [
    '[uwsgi]\nhttp = :$(PORT)\ndie-on-term = 1\n\n[more]\nchdir = /srv',
    [ini, 8000, { PORT: '8000' }],
  ],
])('%j is started', (text, expected) => {
  expect(started(text)).toStrictEqual(expected);
});

test.each([
  '[uwsgi]\nsocket = 127.0.0.1:3031\n',
  '[uwsgi]\nhttp = 127.0.0.1:8080\n',
  '[uwsgi]\nhttp = :8080\nchdir = /srv/shop\n',
  '[uwsgi]\nhttp = :8080\nhome = ~/venv\n',
  '[app:main]\nhttp = :8080\n',
  '',
])('%j is not', (text) => {
  expect(started(text)).toBeUndefined();
});

test('the settings count if uWSGI is installed', () => {
  expect(started('[uwsgi]\nhttp = :8080\n', 'gunicorn')).toBeUndefined();
});
