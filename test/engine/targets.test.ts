import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import type { Plan } from '../../src/plan/plan.ts';
import { buildGrocker, runImage, temporaryDirectory, uniqueTag } from '../support/engine.ts';
import { inspectedConfig } from '../support/image.ts';

const greeter = fileURLToPath(new URL('greeter', import.meta.url));

/** The files of a target that is not an image. */
async function files(target: string): Promise<string> {
  const directory = await temporaryDirectory();
  await buildGrocker(greeter, ['--target', target, '--output', `type=local,dest=${directory}`]);
  return directory;
}

describe('target', () => {
  test.each([
    ['root', ['python3', '--version'], /^Python 3\.13\.\d+\n$/],
    ['compiler', ['gcc', '-dumpversion'], /^14\n$/],
  ])('%s is an image of that stage', async (target, command, printed) => {
    const tag = uniqueTag(target);
    await buildGrocker(greeter, ['--target', target, '--tag', tag]);
    expect(await runImage(tag, command)).toMatch(printed);
    const { Labels } = await inspectedConfig(tag);
    expect(Labels).toMatchObject({
      'grocker.image.role': target,
      'grocker.runtime': 'trixie/3.13',
    });
  });

  test('wheels is a directory of all wheels', async () => {
    const names = await readdir(await files('wheels'));
    expect(names.sort()).toEqual([
      'greeter-1.2-py3-none-any.whl',
      'jinja2-3.1.6-py3-none-any.whl',
      'markupsafe-3.0.3-cp313-cp313-linux_x86_64.whl',
    ]);
  });

  test('lock pins every file by its checksum', async () => {
    const lock = await readFile(join(await files('lock'), 'pylock.toml'), 'utf8');
    const names = Array.from(lock.matchAll(/^name = "(.*)"$/gm), ([, name]) => name);
    expect(names).toEqual(['jinja2', 'markupsafe']);
    expect(lock).toMatch(/sha256 = "[0-9a-f]{64}"/);
  });

  test('plan prints what would be built', async () => {
    const text = await readFile(join(await files('plan'), 'plan.json'), 'utf8');
    const { packages } = JSON.parse(text) as Plan;
    expect(packages.map(({ name, kind, version, role }) => [name, kind, version, role])).toEqual([
      ['greeter', 'compile', '1.2', 'application'],
      ['jinja2', 'wheel', '3.1.6', 'dependency'],
      ['markupsafe', 'compile', '3.0.3', 'dependency'],
    ]);
  });
});

test('requirements that need a compiler to be known are queried once', async () => {
  const directory = await temporaryDirectory({
    'grocker.yml':
      '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nproject: .\nentrypoint_name: [python3]\n',
    'pyproject.toml': [
      '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"',
      '[project]\nname = "compiled"\nversion = "1.0"\ndynamic = ["dependencies"]\n',
    ].join('\n'),
    'setup.py': [
      'import subprocess',
      'subprocess.check_call(["gcc", "--version"])',
      'from setuptools import setup',
      `setup(install_requires=["six"], py_modules=["compiled"])  # ${randomBytes(8).toString('hex')}`,
    ].join('\n'),
    'compiled.py': '',
  });
  // Once on the interpreter stage, and once on the compiler stage.
  const asked = async () => {
    const output = ['--target', 'plan', '--output', 'type=cacheonly'];
    const { stderr } = await buildGrocker(directory, output);
    const steps = stderr.matchAll(/^#(\d+) \[wheels\] read metadata of the project$/gm);
    return [...new Set([...steps].map(([, step = '']) => step))].map(
      (step) => new RegExp(`^#${step} (DONE|CACHED|CANCELED|ERROR)`, 'm').exec(stderr)?.[1],
    );
  };
  expect(await asked()).toEqual(['DONE', 'DONE']);
  // A step of two solves is said to be canceled where the first of them had its answer.
  for (const status of await asked()) expect(status).toMatch(/^(CACHED|CANCELED)$/);
});
