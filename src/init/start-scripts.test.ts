import { expect, test } from 'vitest';
import { scriptedStart } from './start-scripts.ts';

function started(files: Readonly<Record<string, string>>) {
  const entry = scriptedStart({
    paths: Object.keys(files),
    texts: new Map(Object.entries(files)),
  });
  return entry === undefined ? undefined : [entry.command, entry.because, entry.port];
}

test.each([
  ['gunicorn app:app', ['gunicorn', 'app:app']],
  ['#!/bin/bash\nset -euo pipefail\n\nexec gunicorn app:app "$@"\n', ['gunicorn', 'app:app']],
  [
    'gunicorn \\\r\n  --workers 2 \\\r\n  app:app # two\r\n',
    'gunicorn --workers 2 app:app'.split(' '),
  ],
  ['gunicorn --chdir /home/site/wwwroot app:app', ['gunicorn', '--chdir', '.', 'app:app']],
  ['gunicorn --chdir "/home/site/wwwroot/" app:app', ['gunicorn', '--chdir', '.', 'app:app']],
  ['gunicorn --chdir /home/site/wwwroot/web/api a:b', ['gunicorn', '--chdir', 'web/api', 'a:b']],
  ['gunicorn --worker-tmp-dir /dev/shm a:b', ['gunicorn', '--worker-tmp-dir', '/dev/shm', 'a:b']],
])('the server of %j is started', (text, command) => {
  expect(started({ 'start.sh': text })).toStrictEqual([command, 'start.sh', 8000]);
});

test.each([
  'python manage.py migrate\ngunicorn app:app\n',
  'pip install -r requirements.txt && gunicorn app:app',
  'source venv/bin/activate\nuvicorn app:app',
  'uvicorn app:app --reload',
  'uvicorn app:app --host 127.0.0.1',
  'gunicorn --bind unix:/run/shop.sock app:app',
  'gunicorn --chdir /srv/shop app:app',
  'gunicorn --chdir ~/shop app:app',
  'gunicorn --workers $WORKERS app:app',
  'gunicorn app:app > log.txt',
  'docker compose up',
  'python app.py',
  '',
])('%j is left to its author', (text) => {
  expect(started({ 'start.sh': text })).toBeUndefined();
});

test('of several scripts the first that starts a server counts', () => {
  const files = { 'run.sh': 'gunicorn b:b', 'start.sh': 'gunicorn a:a', 'startup.sh': 'make' };
  expect(started(files)).toStrictEqual([['gunicorn', 'a:a'], 'start.sh', 8000]);
});
