import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { buildGrocker, runImage, temporaryDirectory, uniqueTag } from '../support/engine.ts';
import { examplePath } from '../support/example.ts';
import { grocker } from '../support/grocker.ts';

/** Locks made by Pipenv 2026 of this Pipfile, without the url of its index. */
const pipfile = {
  'grocker.yml': [
    '# syntax=org/grocker-frontend',
    'source: .',
    'runtime: trixie/3.13',
    'entrypoint_name: [python3, -m, cowsay]',
    'cmd: [-t, moo]',
    '',
  ].join('\n'),
  Pipfile: '[packages]\ncowsay = "==6.1"\n\n[dev-packages]\niniconfig = "*"\n',
  'Pipfile.lock': JSON.stringify(
    {
      _meta: {
        hash: { sha256: '353f87e01d2c3257c6005a1d49374bbe965e51ed2183195948a52cd6f9107d40' },
        'pipfile-spec': 6,
        requires: {},
        sources: [],
      },
      default: {
        cowsay: {
          hashes: ['sha256:274b1e6fc1b966d53976333eb90ac94cb07a450a700b455af9fbdf882244b30a'],
          markers: "python_version >= '3.8'",
          version: '==6.1',
        },
      },
      develop: {
        iniconfig: {
          hashes: ['sha256:9121e2c1fdb355232495be3194c8dfe87ccc2d5dee45947b78e68f499790d7a7'],
          version: '==2.3.1',
        },
      },
    },
    null,
    4,
  ),
};

async function poetryProject(): Promise<string> {
  const directory = await temporaryDirectory();
  await cp(examplePath('poetry'), directory, { recursive: true });
  return directory;
}

describe('grocker lock beside a lock without urls', () => {
  test.each<
    [tool: string, project: () => Promise<string>, output: RegExp, files: readonly string[]]
  >([
    ['Poetry', poetryProject, /greet/i, ['markdown_it_py', 'mdurl', 'pygments', 'rich']],
    ['Pipenv', () => temporaryDirectory(pipfile), /\| moo \|/, ['cowsay']],
  ])(
    '%s: keeps the urls of its files, and no index is queried again',
    async (_tool, project, output, files) => {
      const directory = await project();
      const before = await readdir(directory);

      const { stdout: written } = await grocker(['lock'], { directory });
      expect(written).toBe('wrote grocker.lock\n');
      expect((await readdir(directory)).filter((name) => !before.includes(name))).toEqual([
        'grocker.lock',
      ]);
      const text = await readFile(join(directory, 'grocker.lock'), 'utf8');
      const resolution = text.slice(text.indexOf('[[image.resolution]]'));
      const wheels = Array.from(resolution.matchAll(/ file = "([^-"]+)-[^"]*\.whl"/g));
      expect(wheels.map(([, name]) => name)).toEqual(files);

      const { stdout, stderr: told } = await grocker(['lock', '--check'], { directory });
      expect([stdout, told]).toEqual(['', '']);

      const tag = uniqueTag('located');
      const { stderr } = await buildGrocker(directory, ['--tag', tag]);
      expect(stderr).not.toMatch(/\] (?:apt: )?resolve |build requirements of/);
      expect(await runImage(tag)).toMatch(output);
    },
  );
});
