import { expect, test } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { pythonTarget } from '../python/python-target.ts';
import { parseSpec } from '../spec/parse-spec.ts';
import { checkEnvironments } from './check-environments.ts';
import { projectIn } from './read-project.ts';

function check(environments: string, locked = false): void {
  const { spec } = parseSpec(new SourceText('grocker.yml', 'entrypoint_name: a\n'));
  if (spec === undefined) throw new Error('the definition has mistakes');
  const texts = {
    'pyproject.toml': `[project]\nname = "a"\nversion = "1"\n[build-system]\nrequires = []\n[tool.uv]\nenvironments = ${environments}\n`,
  };
  const libc = { name: 'glibc', version: '2.41' } as const;
  const interpreter = {
    version: '3.13.5',
    freeThreaded: false,
    architecture: 'amd64',
    libc,
  } as const;
  const locks = locked ? [new SourceText('uv.lock', '')] : [];
  const project = projectIn(spec, texts, '.');
  checkEnvironments({ project, locks, ownPylocks: [], texts }, pythonTarget(interpreter));
}

test.each([
  [`["sys_platform == 'darwin'", "python_version >= '3.13'"]`],
  [`"sys_platform == 'linux'"`],
  ['[]'],
])('the image is one of %s', (environments) => {
  expect(() => {
    check(environments);
  }).not.toThrow();
});

test('a project that excludes the environment of the image is an error at that line', () => {
  const environments = `["sys_platform == 'darwin'", "python_version < '3.13'"]`;
  expect(() => {
    check(environments);
  }).toThrow(
    expect.objectContaining({
      diagnostics: [
        expect.objectContaining({
          code: 'project-setting',
          span: expect.objectContaining({ start: { line: 7, column: 17 } }) as unknown,
        }),
      ],
    }),
  );
  expect(() => {
    check(environments, true);
  }).not.toThrow();
});
