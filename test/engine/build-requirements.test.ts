import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { command } from '../support/command.ts';
import {
  buildGrocker,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { makeRepository, serveGit } from '../support/git-server.ts';
import { greetingWheel } from '../support/package-index.ts';
import { serveFiles } from '../support/static-server.ts';

/** A package in a directory, made like no other, so that no builder has it. */
function packageFiles(directory: string, name: string, mark: string) {
  const requires = name === 'outer' ? '"setuptools==80.9.0", "docopt==0.6.2"' : '"setuptools"';
  return {
    [`${directory}pyproject.toml`]: [
      '[build-system]',
      `requires = [${requires}]`,
      'build-backend = "setuptools.build_meta"',
      '[project]',
      `name = "${name}"`,
      'version = "1.0"',
      '[tool.setuptools]',
      `py-modules = ["${name}"]`,
      '',
    ].join('\n'),
    [`${directory}${name}.py`]: `text = "${name} ${mark}"\n`,
  };
}

/** Requirements of a project that have no wheel, or are named by their source. */
async function servedSources(mark: string) {
  const directory = await temporaryDirectory();
  const repository = join(directory, 'shared');
  const inner = packageFiles('packages/inner/', 'inner', mark);
  const commit = makeRepository(repository, { ...packageFiles('', 'outer', mark), ...inner });
  const archive = join(directory, 'archive.tar.gz');
  await command('tar', [
    '--create',
    '--gzip',
    '--file',
    archive,
    '--directory',
    directory,
    'shared',
  ]);
  await writeFile(join(directory, 'greeting-1.0-py3-none-any.whl'), greetingWheel());
  const { url, stop } = await serveGit(directory);
  onTestFinished(stop);
  const files = await serveFiles(() => directory);
  return {
    commit,
    outer: `outer @ git+${url}shared/.git@${commit}`,
    greeting: `greeting @ ${files}/greeting-1.0-py3-none-any.whl`,
    inner: `inner @ ${files}/archive.tar.gz#subdirectory=packages/inner`,
  };
}

test.runIf(sharesLoopback())(
  'a project is built offline with compiled build requirements: an sdist, a commit and theirs',
  async () => {
    const mark = randomBytes(4).toString('hex');
    const { commit, outer, greeting, inner } = await servedSources(mark);
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'runtime: trixie/3.13',
        'dependencies: {build: [git]}',
        'entrypoint_name: [python, -m, app]',
        '',
      ].join('\n'),
      'pyproject.toml': [
        '[build-system]',
        `requires = ["setuptools>=80", "${outer}", "${greeting}"]`,
        'build-backend = "setuptools.build_meta"',
        '[project]',
        'name = "app"',
        'version = "1.0"',
        `dependencies = ["${inner}"]`,
        '',
      ].join('\n'),
      'setup.py': [
        'import greeting, outer',
        'from setuptools import setup',
        'with open("src/app/made.py", "w") as file:',
        '    print("text =", repr(greeting.text + ", " + outer.text), file=file)',
        'setup()',
        '',
      ].join('\n'),
      'src/app/__init__.py': '',
      'src/app/__main__.py': 'import inner\nfrom app import made\nprint(made.text, inner.text)\n',
    });

    const written = ['--target', 'lock', '--output', `type=local,dest=${directory}`];
    await buildGrocker(directory, [...written, ...hostNetwork]);
    const lock = await readFile(join(directory, 'grocker.lock'), 'utf8');
    const names = (list: string) =>
      Array.from(
        lock.matchAll(new RegExp(`^${list} = \\[\n((?:    .*\n)+)\\]`, 'gm')),
        ([, rows = '']) => Array.from(rows.matchAll(/\{ name = "([^"]+)"/g), ([, name]) => name),
      );
    expect(names('compiled')).toEqual([['outer'], ['docopt']]);
    expect(names('wheels')).toEqual([
      ['greeting', 'setuptools'],
      ['setuptools'],
      ['setuptools'],
      ['setuptools'],
    ]);
    expect(lock).toContain(`source = "git:${commit}"`);

    const tag = uniqueTag('built-with');
    const { stderr } = await buildGrocker(directory, ['--no-cache', '--tag', tag]);
    for (const title of ['docopt 0.6.2', 'outer 1.0', 'inner 1.0', 'app']) {
      expect(stderr).toContain(`[wheels] compile ${title}`);
    }
    expect(stderr).not.toMatch(/\] (?:apt: )?resolve |build requirements of/);
    expect(await runImage(tag)).toBe(`hello, outer ${mark} inner ${mark}\n`);
  },
);
