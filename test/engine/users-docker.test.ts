import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { command } from '../support/command.ts';
import { docker, engineEnvironment, temporaryDirectory } from '../support/engine.ts';

const { GROCKER_ENGINE, DOCKER_HOST = '', DOCKER_CONFIG = '' } = engineEnvironment();

// For scripts/engine, the engine of the tests under another name is like a user's own Docker.
describe.runIf(GROCKER_ENGINE === 'private')('a Docker of the user', () => {
  test('is used, with a registry beside it, and stays as it was', async () => {
    const directory = await temporaryDirectory();
    await symlink(DOCKER_HOST.replace('unix://', ''), join(directory, 'docker.sock'));
    await mkdir(join(directory, 'config'));
    await symlink(join(DOCKER_CONFIG, 'cli-plugins'), join(directory, 'config', 'cli-plugins'));
    const environment = {
      DOCKER_HOST: `unix://${directory}/docker.sock`,
      DOCKER_CONFIG: join(directory, 'config'),
      GROCKER_ENGINE_DIR: join(directory, 'state'),
      GROCKER_ENGINE: undefined,
    };
    const engine = async (...args: string[]) =>
      (await command('scripts/engine', args, { environment })).stdout;
    const containers = async () =>
      (await docker(['ps', '--all', '--format', '{{.Names}}'])).stdout.split('\n');
    const before = await containers();

    await engine('up');
    expect(await engine('status')).toMatch(
      /^engine {4}of the user, Docker \S+\nregistry {2}127\.0\.0\.1:\d+\nbuildkit {2}none\n$/,
    );
    expect(await engine('env')).toContain("export GROCKER_ENGINE='user'\n");
    expect(await engine('env')).not.toContain('DOCKER_HOST');
    const push =
      'docker tag debian:trixie-slim "$GROCKER_REGISTRY/pushed" && ' +
      'docker push --quiet "$GROCKER_REGISTRY/pushed" && docker rmi "$GROCKER_REGISTRY/pushed"';
    expect(await engine('exec', 'sh', '-c', push)).toMatch(/^127\.0\.0\.1:\d+\/pushed:latest\n/);

    await engine('down', '--purge');
    expect(await containers()).toEqual(before);
    expect(await readdir(directory)).toEqual(['config', 'docker.sock']);
  });
});
