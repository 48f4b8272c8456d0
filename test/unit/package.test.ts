import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { packagesOf, thirdPartyNotice } from '../../scripts/third-party.js';

const execute = promisify(execFile);
const project = join(import.meta.dirname, '../..');
const seconds = 1000;

/** On Windows npm and npx are scripts of a shell. */
const run = (program: string, args: readonly string[], options: { readonly cwd: string }) =>
  execute(program, [...args], { ...options, shell: process.platform === 'win32' });

interface Manifest {
  readonly version: string;
  readonly dependencies?: object;
  readonly private?: boolean;
}

describe('the package of `npm pack`', () => {
  let directory: string;
  let manifest: Manifest;

  /** Runs the installed command as npx finds it, with no registry to ask. */
  const grocker = async (args: readonly string[]) => {
    const npx = ['--offline', '--no-install', 'grocker', ...args];
    return (await run('npx', npx, { cwd: directory })).stdout;
  };

  beforeAll(async () => {
    directory = await realpath(await mkdtemp(join(tmpdir(), 'grocker-package-')));
    manifest = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as Manifest;
    await run('npm', ['pack', '--silent', '--pack-destination', directory], { cwd: project });
    const [archive] = (await readdir(directory)).filter((name) => name.endsWith('.tgz'));
    const flags = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    await writeFile(join(directory, 'package.json'), '{"private": true}\n');
    await run('npm', ['install', ...flags, `./${archive}`], { cwd: directory });
  }, 180 * seconds);

  afterAll(() => rm(directory, { recursive: true, force: true }));

  test('can be published, and has no dependencies', async () => {
    expect(manifest).not.toHaveProperty('private');
    expect(manifest).not.toHaveProperty('dependencies');
    expect(await readdir(join(directory, 'node_modules'))).toEqual([
      '.bin',
      '.package-lock.json',
      'grocker',
    ]);
  });

  test('has the command, the pages and the schema, and no source', async () => {
    const installed = join(directory, 'node_modules/grocker');
    expect((await readdir(installed)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'grocker.schema.json',
      'package.json',
    ]);
    expect((await readdir(join(installed, 'dist'))).sort()).toEqual([
      'cli',
      'cli.js',
      'third-party.txt',
    ]);
  });

  test('runs no script on installation', async () => {
    const { scripts } = JSON.parse(
      await readFile(join(directory, 'node_modules/grocker/package.json'), 'utf8'),
    ) as { readonly scripts: Readonly<Record<string, string>> };
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(scripts).filter((name) => atInstall.includes(name))).toEqual([]);
  });

  test('answers to npx', async () => {
    expect(await grocker(['--version'])).toContain(manifest.version);
    expect(await grocker(['schema'])).toBe(
      await readFile(join(project, 'grocker.schema.json'), 'utf8'),
    );
  });

  test('infers, writes and checks a grocker.yml', async () => {
    const application = join(directory, 'application');
    await mkdir(application);
    await writeFile(
      join(application, 'app.py'),
      'from flask import Flask\n\napp = Flask(__name__)\n',
    );
    await writeFile(join(application, 'requirements.txt'), 'flask==3.1.2\n');
    await grocker(['init', 'application']);
    expect(await readFile(join(application, 'grocker.yml'), 'utf8')).toContain('gunicorn');
    await writeFile(join(application, 'grocker.yml'), 'relase: flask\n');
    await expect(grocker(['lint', 'application'])).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('application/grocker.yml:1') as string,
    });
  });
});

describe('the licences of the packages in a bundle', () => {
  test('are listed with their text', async () => {
    const inputs = { 'node_modules/zod/index.js': {}, 'src/cli.ts': {} };
    const notice = thirdPartyNotice(await packagesOf({ outputs: { cli: { inputs } } }));
    expect(notice).toMatch(/^zod [\d.]+, MIT$/m);
    expect(notice).toContain('Permission is hereby granted');
  });

  test('are allowed', () => {
    const wrong = { name: 'copied', version: '1.0', licence: 'GPL-3.0-only', text: '' };
    expect(() => thirdPartyNotice([wrong])).toThrow('copied 1.0 (GPL-3.0-only)');
  });
});
