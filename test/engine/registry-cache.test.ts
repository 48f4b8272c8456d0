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
import { pushedLayers } from '../support/image.ts';
import { startSeparateBuildkit } from '../support/separate-buildkit.ts';

test.runIf(engineEnvironment()['GROCKER_BUILDKIT'])(
  'a new builder with the cache of another runs only new steps, and queries nothing',
  async () => {
    const builder = await startSeparateBuildkit();
    const image = `${registry()}/${uniqueTag('cached')}`;
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'runtime: trixie/3.13',
        'project: .',
        'entrypoint_name: shop',
        'steps:',
        `  - run: [python, -c, 'import os; open("made/word", "wb").write(os.urandom(9))']`,
        '    output: made',
        '',
      ].join('\n'),
      'pyproject.toml':
        '[project]\nname = "shop"\nversion = "1.0"\ndependencies = ["markupsafe"]\nscripts = {shop = "shop:main"}\n',
      'shop.py': 'def main():\n    print("open")\n',
    });
    const local = await temporaryDirectory();
    const shared = `type=registry,ref=${image}-cache`;
    const build = async ({
      cache = ['--cache-from', shared, '--cache-to', `${shared},mode=max`],
      name = image,
    } = {}) => {
      const { stderr } = await buildGrocker(directory, [
        ...['--builder', builder.name, '--progress', 'rawjson', ...cache],
        ...['--output', `type=image,name=${name},push=true`, '--provenance=false'],
      ]);
      await buildx(['prune', '--builder', builder.name, '--all', '--force']);
      return executed(parseProgress(stderr)).map(({ name }) => name);
    };

    const all = await build();
    const layers = await layersOf(image);
    expect(all).toContainEqual(expect.stringMatching(/^\[root\] apt: resolve /));
    expect(all).toContainEqual(expect.stringMatching(/^\[interpreter\] resolve markupsafe$/));
    const localCache = `type=local,dest=${local},mode=max`;
    expect(await build({ cache: ['--cache-from', shared, '--cache-to', localCache] })).toEqual([]);

    // Its steps are not told from those that run, and one makes other bytes each time.
    await build({ cache: ['--cache-from', `type=local,src=${local}`], name: `${image}-local` });
    expect(await layersOf(`${image}-local`)).toEqual(layers);

    await writeFile(join(directory, 'shop.py'), 'def main():\n    print("closed")\n');
    const changed = await build();
    expect(changed).toContain('[runner] 2/2 shop 1.0');
    expect(changed.filter((name) => /resolve|apt:|markupsafe/.test(name))).toEqual([]);
  },
);

function layersOf(image: string) {
  const [repository = '', tag = ''] = image.replace(`${registry()}/`, '').split(':');
  return pushedLayers(repository, tag);
}
