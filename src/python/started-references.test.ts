import { expect, test } from 'vitest';
import { startedReferences } from './started-references.ts';

/** `module:object`, `module?` of a symbol, or the path of a file. */
function references(line: string, variables?: Readonly<Record<string, string>>) {
  return startedReferences(line.split(' '), variables).map((each) =>
    each.kind === 'file'
      ? `file ${each.path}`
      : `${each.module}${each.object === undefined ? '' : `:${each.object}`}${each.isSymbol ? '?' : ''}`,
  );
}

test.each<[string, readonly string[]]>([
  ['uvicorn shop.main:app', ['shop.main:app']],
  ['uvicorn --host 0.0.0.0 --reload shop.main:make --factory', ['shop.main:make']],
  ['/opt/app.venv/bin/uvicorn --port=80 shop:app.inner', ['shop:app']],
  ['gunicorn -w 4 -b 0.0.0.0:8000 shop.wsgi', ['shop.wsgi:application']],
  [
    'gunicorn -w4 --bind=unix:/run/a.sock -k uvicorn.workers.UvicornWorker shop:make()',
    ['shop:make'],
  ],
  ['hypercorn shop', ['shop:app']],
  ['daphne -b 0.0.0.0 -p 80 shop.asgi:application', ['shop.asgi:application']],
  ['celery -A shop worker', ['shop?']],
  ['celery --app=shop.tasks:app worker', ['shop.tasks:app']],
  ['flask --app shop:create run --host 0.0.0.0', ['shop:create']],
  ['flask --app shop.py run', ['file shop.py']],
  ['flask run', []],
  ['fastapi run shop/main.py --port 80', ['file shop/main.py']],
  ['fastapi run --port 80', []],
  ['streamlit run --server.port 80 shop.py', ['file shop.py']],
  ['python -m shop.main --port 80', ['shop.main']],
  ['python -u -m gunicorn shop:app', ['shop:app']],
  ['python3.13 -Bu ./shop.py start', ['file shop.py']],
  ['python -X dev shop.py', []],
  ['python -c pass', []],
  ['ddtrace-run gunicorn shop:app', ['shop:app']],
  ['tini -- python shop.py', ['file shop.py']],
  ['gunicorn -c gunicorn.conf.py', []],
  ['uvicorn --unheard shop.main:app', []],
  ['shop serve', []],
])('%s', (line, expected) => {
  expect(references(line)).toEqual(expected);
});

test('a variable of Flask', () => {
  expect(references('flask run', { FLASK_APP: 'shop:app' })).toEqual(['shop:app']);
  expect(references('flask --app other run', { FLASK_APP: 'shop:app' })).toEqual(['other']);
});

test.each<[string, readonly string[]]>([
  ['exec uvicorn shop:app --port $PORT', ['shop:app']],
  [
    'python manage.py migrate && A=b gunicorn "shop.wsgi" --bind 0.0.0.0:${PORT:-8000}',
    ['manage.py', 'shop.wsgi'],
  ],
  ['cd shop && python main.py', []],
  ['python $(find . -name main.py)', []],
])('a line for a shell: %s', (line, expected) => {
  const found = startedReferences(['sh', '-c', line]);
  expect(found.map(({ word }) => word)).toEqual(expected);
});

test('one text is split', () => {
  expect(startedReferences(['uvicorn shop:app'])).toMatchObject([{ module: 'shop' }]);
});
