import { describe, expect, test } from 'vitest';

import { buildx, engineBuilders, temporaryDirectory } from '../support/engine.ts';

const builders = engineBuilders();

const syntax = '# syntax=org/grocker-frontend\n';
const good = [
  'release: ipython==9.7.0',
  'entrypoint_name: ipython',
  'args: {APP_VERSION: "1.0"}',
  'envs: {VERSION: "${APP_VERSION}"}',
  'services: {worker: {cmd: [worker]}}',
  'lint: {ignore: {no-lock: the name of the version is enough here}}',
  '',
].join('\n');

describe.each(builders)('requests on %s', (builder) => {
  async function call(text: string, args: readonly string[], status: number): Promise<string> {
    const directory = await temporaryDirectory({ 'grocker.yml': syntax + text });
    const { stdout } = await buildx(
      ['build', '--builder', builder, '--file', 'grocker.yml', ...args, '.'],
      { directory, statuses: [status] },
    );
    return stdout;
  }

  test('subrequests.describe', async () => {
    const answer = await call(good, ['--call', 'subrequests.describe'], 0);
    expect(answer.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'NAME',
      'lint',
      'outline',
      'targets',
      'schema',
      'subrequests.describe',
      '',
    ]);
  });

  test('targets', async () => {
    const answer = await call(good, ['--call', 'targets,format=json'], 0);
    const { targets } = JSON.parse(answer) as { targets: readonly { name: string }[] };
    expect(targets.map(({ name }) => name)).toEqual([
      'runner',
      'debug',
      'root',
      'compiler',
      'wheels',
      'lock',
      'check',
      'worker',
    ]);
  });

  test('outline', async () => {
    const args = ['--call', 'outline', '--build-arg', 'APP_VERSION=2.0', '--target', 'worker'];
    const answer = await call(good, args, 0);
    expect(answer).toMatch(/^TARGET: +worker$/m);
    expect(answer).toMatch(/^APP_VERSION +2\.0 *$/m);
    expect(answer).toMatch(/^ca-certificates *$/m);
  });

  test('schema', async () => {
    const schema = JSON.parse(await call(good, ['--call', 'schema'], 0)) as { title: string };
    expect(schema.title).toBe('grocker.yml');
  });

  test('check of a good file', async () => {
    expect(await call(good, ['--check'], 0)).toContain('Check complete, no warnings found.');
  });

  test('check of a file with a warning', async () => {
    const answer = await call('release: ipython==9.7.0\n', ['--check'], 1);
    expect(answer).toContain('WARNING: no-lock');
    expect(answer).toContain('   2 | >>> release: ipython==9.7.0');
  });
});
