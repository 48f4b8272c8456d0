import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { executed, parseProgress } from '../../bench/progress.ts';
import {
  buildGrocker,
  buildx,
  engineEnvironment,
  registry,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { startSeparateBuildkit } from '../support/separate-buildkit.ts';

test.runIf(engineEnvironment()['GROCKER_BUILDKIT'])(
  'a new builder with the cache of another runs only new steps, and queries nothing',
  async () => {
    const builder = await startSeparateBuildkit();
    const image = `${registry()}/${uniqueTag('cached')}`;
    const directory = await temporaryDirectory({
      'grocker.yml':
        '# syntax=org/grocker-frontend\nruntime: trixie/3.13\nproject: .\nentrypoint_name: shop\n',
      'pyproject.toml':
        '[project]\nname = "shop"\nversion = "1.0"\ndependencies = ["markupsafe"]\nscripts = {shop = "shop:main"}\n',
      'shop.py': 'def main():\n    print("open")\n',
    });
    const build = async () => {
      const cache = `type=registry,ref=${image}-cache`;
      const { stderr } = await buildGrocker(directory, [
        ...['--builder', builder.name, '--progress', 'rawjson'],
        ...['--cache-from', cache, '--cache-to', `${cache},mode=max`],
        ...['--output', `type=image,name=${image},push=true`],
      ]);
      await buildx(['prune', '--builder', builder.name, '--all', '--force']);
      return executed(parseProgress(stderr)).map(({ name }) => name);
    };

    const all = await build();
    expect(all).toContainEqual(expect.stringMatching(/^\[root\] apt: resolve /));
    expect(all).toContainEqual(expect.stringMatching(/^\[interpreter\] resolve markupsafe$/));
    expect(await build()).toEqual([]);

    await writeFile(join(directory, 'shop.py'), 'def main():\n    print("closed")\n');
    const changed = await build();
    expect(changed).toContain('[runner] 2/2 shop 1.0');
    expect(changed.filter((name) => /resolve|apt:|markupsafe/.test(name))).toEqual([]);
  },
);
