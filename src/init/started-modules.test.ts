import { expect, test } from 'vitest';
import { readModule } from './python/python-module.ts';
import { startedModules } from './started-modules.ts';

const modules = ['shop/__init__.py', 'shop/__main__.py', 'shop/wsgi.py', 'src/jobs/main.py'].map(
  (path) => readModule(path, ''),
);

test.each<[command: readonly string[], paths: readonly string[]]>([
  [['gunicorn', 'shop.wsgi:app'], ['shop/wsgi.py']],
  [['gunicorn', 'shop.__init__:app'], ['shop/__init__.py']],
  [['python', '-m', 'shop.__main__'], ['shop/__main__.py']],
  [
    ['python', '-m', 'shop'],
    ['shop/__init__.py', 'shop/__main__.py'],
  ],
  [['python', '-m', 'jobs.main'], ['src/jobs/main.py']],
  [['python', 'src/jobs/main.py'], ['src/jobs/main.py']],
  [['sh', '-c', 'cd shop && exec gunicorn shop.wsgi:app'], ['shop/wsgi.py']],
  [['python', '-c', 'print("shop.wsgi")'], []],
])('%j starts %j', (command, paths) => {
  const entry = { command, because: '', envs: {} };
  expect(startedModules(modules, entry).map(({ path }) => path)).toEqual(paths);
});
