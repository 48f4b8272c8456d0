import { expect, test } from 'vitest';
import { startedParts, startedRoots, type Starting } from '../plan/started-files.ts';
import { startedMistake, type StartedTree } from './started-mistakes.ts';

/** A project: its files, with the names of each. */
const files: Readonly<Record<string, readonly string[]>> = {
  'main.py': ['app', 'create_app'],
  'orders/__init__.py': [],
  'orders/main.py': ['app'],
  'orders/open.py': ['*'],
  'names/models.py': ['Order'],
  'src/shop/api.py': ['api'],
  'factory.py': ['create_app'],
  'tool/__init__.py': [],
  'tool/__main__.py': [],
};

/** Errors, and warnings with `?`: the message and the help. */
function mistakes(line: string, start: Partial<Starting> = {}): readonly string[] {
  const starting = {
    command: line.split(' '),
    cmd: [],
    env: [],
    workdir: '/home/a',
    directory: '/home/a',
    ...start,
  };
  const tree: StartedTree = {
    paths: Object.keys(files),
    roots: startedRoots(starting),
    module: (candidates) => {
      const path = candidates.find((each) => Object.hasOwn(files, each));
      const names = path === undefined ? [] : (files[path] ?? []);
      return path === undefined ? undefined : { path, names, isOpen: names.includes('*') };
    },
  };
  return startedParts(starting).flatMap((part) => {
    const found = startedMistake(part, tree);
    if (found === undefined) return [];
    return [`${found.isCertain ? '' : '? '}${found.message} | ${found.help}`];
  });
}

test.each([
  'uvicorn main:app',
  'uvicorn main:create_app --factory',
  'uvicorn orders.main:app',
  'uvicorn orders.open:anything',
  'uvicorn --app-dir src shop.api:api',
  'gunicorn --chdir=src shop.api:api',
  'gunicorn -c settings.py shop.api:api',
  'python -m tool',
  'python -m names.models',
  'python -m orders.main',
  'python main.py',
  'python /home/a/main.py',
  'python /opt/elsewhere.py',
  'celery -A orders worker',
  'celery -A orders.app worker',
  'flask --app main run',
  'flask --app main.py run',
  'fastapi run orders/main.py',
])('%s is right, or may be', (line) => {
  expect(mistakes(line)).toEqual([]);
});

test.each<[string, string]>([
  [
    'uvicorn orders.mian:app',
    'the application has no module orders.mian · did you mean "orders.main"? | Write orders.main:app.',
  ],
  [
    'uvicorn mian:app',
    '? the application has no module mian · did you mean "main"? | Write main:app.',
  ],
  [
    'uvicorn main:ap',
    'main.py has no `ap`, which "main:ap" starts · did you mean "app"? | Write main:app.',
  ],
  [
    'gunicorn factory:app',
    'factory.py has no `app`, which "factory:app" starts · did you mean "create_app"? | Write "factory:create_app()" for gunicorn or Flask; for uvicorn factory:create_app and --factory.',
  ],
  [
    'gunicorn main',
    'main.py has no `application`, which "main" starts · did you mean "app"? | Write main:app.',
  ],
  [
    'hypercorn names.models:app',
    'names/models.py has no `app`, which "names.models:app" starts | Define `app` at the module\'s own level, or name what it has: names.models:NAME.',
  ],
  ['uvicorn names:app', 'names is a directory, and has no `app` | Name the module in it.'],
  [
    'uvicorn shop.api:api',
    '? Python does not find the module shop.api: it is src/shop/api.py | Write src.shop.api:api; or `envs: {PYTHONPATH: src}`, if it imports its neighbours by their names alone.',
  ],
  [
    'python -m orders',
    'the package orders has no __main__.py, which `python -m orders` runs | Add the file, or name a module of the package.',
  ],
  [
    'python -m orders.mian',
    'the application has no module orders.mian · did you mean "orders.main"? | Write orders.main.',
  ],
  [
    'celery -A ordres worker',
    '? the application has no module ordres · did you mean "orders"? | Write orders.',
  ],
  [
    'flask --app mian.py run',
    'the application has no file mian.py · did you mean "main.py"? | Write main.py.',
  ],
  [
    'fastapi run order/main.py',
    'the application has no file order/main.py · did you mean "orders/main.py"? | Write orders/main.py.',
  ],
  [
    'python api.py',
    'the application has no file api.py · did you mean "src/shop/api.py"? | Write src/shop/api.py.',
  ],
])('%s is a mistake', (line, expected) => {
  expect(mistakes(line)).toEqual([expected]);
});

test('a variable of the image, and the words of cmd', () => {
  const env = [{ name: 'FLASK_APP', value: 'mian' }];
  expect(mistakes('flask run', { env })[0]).toMatch(/no module mian/);
  expect(mistakes('python', { cmd: ['mian.py'] })).toHaveLength(1);
});

test('another directory of the module path', () => {
  const env = [{ name: 'PYTHONPATH', value: '/home/a/src' }];
  expect(mistakes('uvicorn shop.api:api', { env })).toEqual([]);
  expect(mistakes('uvicorn shop.api:app', { env })).toHaveLength(1);
  expect(mistakes('uvicorn shop.api:api', { workdir: '/home/a/src' })).toEqual([]);
  const elsewhere = [{ name: 'PYTHONPATH', value: '/opt/modules' }];
  expect(mistakes('uvicorn orders.mian:app', { env: elsewhere })[0]).toMatch(/^\? /);
});
