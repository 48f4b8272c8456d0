import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { command, type CommandOptions } from '../support/command.ts';
import { engineEnvironment } from '../support/engine.ts';

// Debian trixie's Docker (26.1) keeps images in its graph drivers, where BuildKit can neither merge nor diff.
describe.runIf(engineEnvironment()['GROCKER_ENGINE'] === 'private')(
  'an engine without merge',
  () => {
    const environment = {
      GROCKER_ENGINE: 'private',
      GROCKER_ENGINE_DIR: resolve('.cache/engine-trixie'),
      GROCKER_ENGINE_SUITE: 'trixie',
      DOCKER_HOST: undefined,
    };
    const engine = (args: readonly string[], options: CommandOptions = {}) =>
      command(resolve('scripts/engine'), args, { environment, ...options });

    beforeAll(async () => {
      await engine(['up']);
      await command('scripts/frontend-image', [], { environment });
    });

    afterAll(async () => {
      await engine(['down']);
    });

    test('gets the same application by copies', async () => {
      const build =
        'docker buildx build --progress plain --file grocker.yml --tag old-engine/ipython ' +
        '${GROCKER_CA_BUNDLE:+--secret id=ca-certificates,src=$GROCKER_CA_BUNDLE} .';
      const { stderr } = await engine(['exec', 'sh', '-c', build], {
        directory: 'examples/ipython',
      });
      expect(stderr).toMatch(/\[runner\] copy 1\/\d+/);
      expect(stderr).not.toContain('merging');
      const { stdout } = await engine([
        'exec',
        ...['docker', 'run', '--rm', 'old-engine/ipython', '-c', 'print(6 * 7)'],
      ]);
      expect(stdout).toBe('42\n');
    });
  },
);
