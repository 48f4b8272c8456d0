import { expect, test } from 'vitest';

import {
  buildGrocker,
  buildx,
  hostNetwork,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { serveProjects, type IndexFile } from '../support/project-index.ts';
import { sdist } from '../support/sdist.ts';

/** A source distribution whose requirements only its own back end tells. */
function source(
  project: string,
  version: string,
  requires: readonly string[] = [],
  extras: readonly string[] = [],
): IndexFile {
  const metadata = [
    'Metadata-Version: 2.1',
    `Name: ${project}`,
    `Version: ${version}`,
    ...extras.map((extra) => `Provides-Extra: ${extra}`),
    ...requires.map((each) => `Requires-Dist: ${each}`),
    '',
  ].join('\n');
  const backEnd = [
    'import os, zipfile',
    `INFO, NAME = "${project}-${version}.dist-info", "${project}-${version}-py3-none-any.whl"`,
    'FILES = {',
    `    "METADATA": ${JSON.stringify(metadata)},`,
    '    "WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",',
    '    "RECORD": "",',
    '}',
    'def prepare_metadata_for_build_wheel(directory, config_settings=None):',
    '    os.mkdir(directory + "/" + INFO)',
    '    for name, text in FILES.items():',
    '        with open("%s/%s/%s" % (directory, INFO, name), "w") as file:',
    '            file.write(text)',
    '    return INFO',
    'def build_wheel(directory, config_settings=None, metadata_directory=None):',
    '    with zipfile.ZipFile(directory + "/" + NAME, "w") as wheel:',
    '        for name, text in FILES.items():',
    '            wheel.writestr(INFO + "/" + name, text)',
    '    return NAME',
    '',
  ].join('\n');
  const root = `${project}-${version}`;
  const data = sdist(root, {
    'pyproject.toml':
      '[build-system]\nrequires = []\nbuild-backend = "back_end"\nbackend-path = ["."]\n',
    'back_end.py': backEnd,
  });
  return { project, file: `${root}.tar.gz`, data };
}

/** The newest of `middle` cannot be installed, and the one that can wants an older `low`, with an extra of `leaf`. */
const files = [
  source('top', '1.0', ['middle', 'low']),
  source('middle', '3.0', ['low>=9', 'unused']),
  source('middle', '2.0', ['low<2']),
  source('middle', '1.0', ['low']),
  source('low', '2.0'),
  source('low', '1.5', ['leaf[more]']),
  source('low', '1.0'),
  source('leaf', '1.0', ['bit<2; extra == "more"'], ['more']),
  source('bit', '2.0'),
  source('bit', '1.0'),
  source('unused', '1.0'),
];

const PRINT = [
  'from importlib.metadata import distributions',
  'print(*sorted("%s==%s" % (each.name, each.version) for each in distributions()), sep="\\n")',
].join('; ');

test.runIf(sharesLoopback())(
  'without running a build, the versions are those of a resolution that runs builds',
  async () => {
    const { url } = await serveProjects(...files);
    const directory = await temporaryDirectory({
      'grocker.yml': [
        '# syntax=org/grocker-frontend',
        'runtime: trixie/3.13',
        'release: top',
        `index: {url: "${url}"}`,
        `entrypoint_name: [python, -c, '${PRINT}']`,
        '',
      ].join('\n'),
    });
    const image = uniqueTag('chosen');
    await buildGrocker(directory, [...hostNetwork, '--tag', image]);
    const resolved = uniqueTag('resolved');
    const frontend = process.env['GROCKER_FRONTEND_IMAGE'] ?? 'org/grocker-frontend';
    const dockerfile = [
      `FROM ${frontend} AS frontend`,
      `FROM ${image}`,
      'USER root',
      'COPY --from=frontend /usr/local/bin/uv /uv',
      'RUN echo top >/tmp/requirements.in',
      `RUN /uv pip compile --quiet --no-header --no-annotate --default-index ${url} --python python /tmp/requirements.in --output-file /tmp/requirements.txt`,
    ].join('\n');
    await buildx(['build', ...hostNetwork, '--tag', resolved, '--file', '-', directory], {
      input: dockerfile,
    });
    const printed = (text: string) => text.trim().split('\n').sort();
    const chosen = printed(await runImage(image));
    const wanted = printed(
      await runImage(resolved, ['/tmp/requirements.txt'], { runArgs: ['--entrypoint', 'cat'] }),
    );
    expect(chosen).toEqual(wanted);
    expect(chosen).toContain('middle==2.0');
  },
);
