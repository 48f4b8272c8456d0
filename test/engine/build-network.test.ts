import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';

import {
  buildGrocker,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { listenOnLoopback } from '../support/loopback.ts';
import { serveProjects } from '../support/project-index.ts';
import { sdist } from '../support/sdist.ts';
import { wheelOf } from '../support/wheel-of.ts';

// Builds that fetch what another language has, as those of maturin and setuptools-rust call cargo. Here the back end of
// that name fetches a crate by itself.

/** As cargo does, it says that the server cannot be reached, and which file was to come from there. */
const backEnd = (name: string, crates: string) =>
  [
    'import sys, urllib.request, zipfile',
    'def build_wheel(directory, config_settings=None, metadata_directory=None):',
    '    try:',
    `        crate = urllib.request.urlopen("${crates}/serde.crate", timeout=5).read().decode()`,
    '    except OSError as error:',
    '        print("error: failed to get `serde` as a dependency:", error, file=sys.stderr)',
    '        raise SystemExit(101)',
    `    name, info = "${name}-1.0-cp313-cp313-linux_x86_64.whl", "${name}-1.0.dist-info/"`,
    '    with zipfile.ZipFile(directory + "/" + name, "w") as wheel:',
    `        wheel.writestr("${name}.py", "crate = %r\\n" % crate)`,
    `        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: ${name}\\nVersion: 1.0\\n")`,
    '        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: false\\nTag: cp313-cp313-linux_x86_64\\n")',
    '        wheel.writestr(info + "RECORD", "")',
    '    return name',
    '',
  ].join('\n');

test.runIf(sharesLoopback() && process.arch === 'x64')(
  'a build that fetches fails with the key that gives it a network, and works with that key',
  async () => {
    const crates = createServer((_, response) => {
      response.end('serde');
    });
    const port = await listenOnLoopback(crates);
    onTestFinished(() => {
      crates.close();
    });
    const name = `rusty${randomBytes(4).toString('hex')}`;
    const index = await serveProjects({
      project: 'maturin',
      file: 'maturin-1.0-py3-none-any.whl',
      data: wheelOf('maturin', { 'maturin.py': backEnd(name, `http://127.0.0.1:${port}`) }),
    });
    const files = {
      'pyproject.toml': '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n',
      'PKG-INFO': `Metadata-Version: 2.2\nName: ${name}\nVersion: 1.0\n`,
      'Cargo.toml': '[package]\nname = "rusty"\n',
    };
    const file = `${name}-1.0.tar.gz`;
    index.add({ project: name, file, data: sdist(`${name}-1.0`, files) });
    const build = async (more: readonly string[], statuses: readonly number[]) => {
      const directory = await temporaryDirectory({
        'grocker.yml': [
          '# syntax=org/grocker-frontend',
          'runtime: trixie/3.13',
          `release: ${name}==1.0`,
          `index: {url: "${index.url}"}`,
          `entrypoint_name: [python, -c, "import ${name}; print(${name}.crate)"]`,
          ...more,
          '',
        ].join('\n'),
      });
      const tag = uniqueTag('rusty');
      const { stderr } = await buildGrocker(directory, [...hostNetwork, '--tag', tag], {
        statuses,
      });
      return { stderr, tag };
    };
    const { stderr } = await build([], [1]);
    expect(stderr).toMatch(/ERROR: .*grocker\.yml:3:\d+: no wheel of rusty/);
    expect(stderr).toContain(`compile: {${name}: {network: true}}`);
    const { tag } = await build([`compile: {${name}: {network: true}}`], [0]);
    expect(await runImage(tag)).toBe('serde\n');
  },
);
