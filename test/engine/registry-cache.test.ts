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
    /** The steps that ran in a build on a builder that has nothing. */
    const build = async (cache: readonly string[], output = 'type=cacheonly') => {
      const { stderr } = await buildGrocker(directory, [
        ...['--builder', builder.name, '--progress', 'rawjson', '--provenance=false'],
        ...[...cache, '--output', output],
      ]);
      await buildx(['prune', '--builder', builder.name, '--all', '--force']);
      return executed(parseProgress(stderr)).map(({ name }) => name);
    };
    // Compressing layers takes the daemon's time, and shows nothing here.
    const pushed = (name: string) => `type=image,name=${name},push=true,compression=uncompressed`;

    const exported = [`${shared},mode=max`, `type=local,dest=${local},mode=max`].flatMap(
      (cache) => ['--cache-to', `${cache},compression=uncompressed`],
    );
    const all = await build(['--cache-from', shared, ...exported], pushed(image));
    expect(all).toContainEqual(expect.stringMatching(/^\[root\] apt: resolve /));
    expect(all).toContainEqual(expect.stringMatching(/^\[interpreter\] resolve markupsafe$/));
    expect(await build(['--cache-from', shared])).toEqual([]);

    // Its steps are not told from those that run, and one makes other bytes each time.
    await build(['--cache-from', `type=local,src=${local}`], pushed(`${image}-local`));
    expect(await layersOf(`${image}-local`)).toEqual(await layersOf(image));

    await writeFile(join(directory, 'shop.py'), 'def main():\n    print("closed")\n');
    const changed = await build(['--cache-from', shared]);
    expect(changed).toContain('[runner] 2/2 shop 1.0');
    expect(changed.filter((name) => /resolve|apt:|markupsafe/.test(name))).toEqual([]);
  },
);

function layersOf(image: string) {
  const [repository = '', tag = ''] = image.replace(`${registry()}/`, '').split(':');
  return pushedLayers(repository, tag);
}
