import { expect, test } from 'vitest';
import { stepCause } from './step-cause.ts';

/** The end of a log of Django 5.2 whose settings raise an error. */
const traceback = (last: string) => `Traceback (most recent call last):
  File "/home/grocker/manage.py", line 22, in <module>
    main()
  File "/home/grocker/site/settings.py", line 12, in <module>
    SECRET_KEY = os.environ["SECRET_KEY"]
                 ~~~~~~~~~~^^^^^^^^^^^^^^
${last}
`;

test.each([
  ["KeyError: 'SECRET_KEY'", 'envs: {SECRET_KEY: …}'],
  [
    'django.core.exceptions.ImproperlyConfigured: Set the DATABASE_URL environment variable',
    'envs: {DATABASE_URL: …}',
  ],
  [
    'decouple.UndefinedValueError: API_KEY not found. Declare it as envvar or define a default value.',
    'envs: {API_KEY: …}',
  ],
  [
    'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.',
    'envs: {SECRET_KEY: …}',
  ],
  [
    "django.core.exceptions.ImproperlyConfigured: You're using the staticfiles app without having set the STATIC_ROOT setting to a filesystem path.",
    'Set STATIC_ROOT',
  ],
  ["ModuleNotFoundError: No module named 'yaml.reader'", 'Add pyyaml to the requirements'],
  ["ModuleNotFoundError: No module named 'shopkit'", 'the package that has shopkit'],
  [
    'django.db.utils.OperationalError: could not translate host name "db" to address: Name or service not known',
    'Remove what the command asks a server for',
  ],
])('%s', (last, remedy) => {
  const { told, help } = stepCause(traceback(last));
  expect(told).toBe(last);
  expect(help).toContain(remedy);
});

test('an exception without a known remedy is reported without its traceback', () => {
  const last = 'shop.errors.CatalogueError: no catalogue';
  expect(stepCause(traceback(last)).told).toBe(last);
});

test('the failure of a program that is not Python has its decisive lines', () => {
  const log = 'compiling\nsass: error: cannot find main.scss\nmake: done\n';
  expect(stepCause(log).told).toContain('sass: error: cannot find main.scss');
  expect(stepCause('')).toEqual({
    told: '',
    help: 'See the output of the command above; steps run without a network.',
  });
});
