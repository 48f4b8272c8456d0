import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'grocker-bake-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function bake(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--import', tsx, cli, 'bake', ...words],
    { cwd: directory, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function write(name: string, text: string): void {
  writeFileSync(join(directory, name), text);
}

test('every image of a project has the name that `grocker build` gives it', () => {
  write('pyproject.toml', '[project]\nname = "Shop"\nversion = "1.4+local"\n');
  const services = 'services:\n  worker: {cmd: [worker]}\n  mail: {image_base_name: post}\n';
  write('grocker.yml', `docker_image_prefix: team\nproject: .\n${services}`);
  const platforms = ['--platform', 'linux/amd64,linux/arm64'];
  const { status, stdout } = bake('--registry', 'registry.example', ...platforms);
  expect(status).toBe(0);
  const { target } = JSON.parse(stdout) as {
    readonly target: Readonly<
      Record<string, { readonly tags: readonly string[]; readonly platforms: readonly string[] }>
    >;
  };
  expect(Object.entries(target).map(([name, { tags }]) => [name, tags])).toEqual([
    ['runner', ['registry.example/team/shop:1.4-local']],
    ['worker', ['registry.example/team/shop-worker:1.4-local']],
    ['mail', ['registry.example/team/post:1.4-local']],
  ]);
  expect(target['mail']?.platforms).toEqual(['linux/amd64', 'linux/arm64']);
});

test('a project without a version is named after its directory', () => {
  write('grocker.yml', 'source: .\n');
  const { stdout } = bake(directory, '--tag', '2.0');
  const name = directory.split('/').at(-1)?.toLowerCase() ?? '';
  expect(stdout).toContain(`"${name}:2.0"`);
  expect(bake(directory).stdout).toContain(`"${name}:latest"`);
  expect(stdout).toContain(`"context": ${JSON.stringify(directory)}`);
});

test('a mistake of a file is an error at its line', () => {
  write('grocker.yml', 'prots: [80]\n');
  const { status, stderr, stdout } = bake();
  expect(status).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain('grocker.yml:1:1');
});
