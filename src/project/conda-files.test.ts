import { expect, test } from 'vitest';
import { condaRemark } from './conda-files.ts';

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ['no file of conda', { 'requirements.txt': 'flask\n' }, undefined],
  [
    'environment.yml',
    {
      'app/environment.yml':
        'name: shop\nchannels:\n  - conda-forge\ndependencies:\n  - python=3.11\n  - conda-forge::numpy>=1\n  - pip\n  - pip:\n      - flask==3\nprefix: /opt\n',
    },
    'app/environment.yml is for conda or pixi, which Grocker does not run: nothing that it names is installed (numpy, flask)',
  ],
  [
    'a list without indentation',
    { 'environment.yaml': 'dependencies:\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n' },
    'environment.yaml is for conda or pixi, which Grocker does not run: nothing that it names is installed (a, b, c, d, e and 2 more)',
  ],
  [
    'pixi.toml',
    {
      'pixi.toml':
        '[workspace]\nname = "x"\n\n[dependencies]\npython = ">=3.12"\nflask = "3.*"\n\n[pypi-dependencies]\n"a.b" = { version = "*" }\n\n[tasks]\nstart = "python app.py"\n',
    },
    'pixi.toml is for conda or pixi, which Grocker does not run: nothing that it names is installed (flask, a.b)',
  ],
  [
    'a file that says nothing',
    { 'environment.yml': '' },
    'environment.yml is for conda or pixi, which Grocker does not run: nothing that it names is installed',
  ],
])('%s', (_, files, message) => {
  expect(condaRemark(files)?.message).toBe(message);
});
