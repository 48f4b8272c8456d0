import { describe, expect, test } from 'vitest';

import {
  buildGrocker,
  docker,
  engineEnvironment,
  registry,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { pushedContents } from '../support/image.ts';
import {
  machineHas,
  startSeparateBuildkit,
  type SeparateBuildkitSettings,
} from '../support/separate-buildkit.ts';

const application = {
  'grocker.yml': [
    '# syntax=org/grocker-frontend',
    'runtime: trixie/3.13',
    'source: .',
    'dependencies: {run: [libzbar0t64]}',
    'entrypoint_name: [python, hello.py]',
    'steps: [{run: [python, make.py], output: made}]',
    '',
  ].join('\n'),
  'requirements.txt': 'cowsay==6.1\n',
  'make.py': 'open("made/word", "w").write("moo")\n',
  'hello.py': 'import cowsay\nprint(cowsay.get_output_string("cow", open("made/word").read()))\n',
};

/** How clusters run BuildKit, and the oldest that builds: without merges, which v0.10.6 lacks, the layers are others. */
const kinds: readonly (readonly [
  string,
  SeparateBuildkitSettings & { readonly needs: string; readonly sameLayers: boolean },
])[] = [
  [
    'with the native snapshotter',
    { args: ['--oci-worker-snapshotter=native'], needs: 'buildkitd', sameLayers: true },
  ],
  [
    'with the fuse-overlayfs snapshotter',
    {
      args: ['--oci-worker-snapshotter=fuse-overlayfs'],
      needs: 'fuse-overlayfs',
      sameLayers: true,
    },
  ],
  [
    'of a user without rights',
    {
      isRootless: true,
      args: ['--oci-worker-snapshotter=fuse-overlayfs'],
      needs: 'rootlesskit',
      sameLayers: true,
    },
  ],
  ...['v0.10.6', 'v0.12.5'].map(
    (version) =>
      [
        version,
        {
          program: `buildkitd-${version}`,
          needs: `buildkitd-${version}`,
          sameLayers: version === 'v0.12.5',
        },
      ] as const,
  ),
];

// scripts/test --engines runs these: each makes everything anew, in minutes.
describe.runIf(process.env['GROCKER_ENGINES'] === 'all' && engineEnvironment()['GROCKER_BUILDKIT'])(
  'BuildKit',
  () => {
    test.each(kinds)(
      '%s builds the same application',
      async (_, { needs, sameLayers, ...kind }) => {
        if (!(await machineHas(needs))) throw new Error(`the engine has no ${needs}`);
        const builder = await startSeparateBuildkit(kind);
        const directory = await temporaryDirectory(application);
        const image = uniqueTag('builders');
        const build = async (on: string) => {
          const name = `${registry()}/${image}-${on}`;
          const output = ['--output', `type=image,name=${name},push=true`, '--provenance=false'];
          const args = on === 'separate' ? ['--builder', builder.name] : [];
          await buildGrocker(directory, [...output, ...args]);
          const [repository = '', tag = ''] = `${image}-${on}`.split(':');
          return pushedContents(repository, tag);
        };
        const own = await build('separate');
        const name = `${registry()}/${image}-separate`;
        expect(await runImage(name)).toContain('| moo |');
        const ofDocker = await build('docker');
        expect(own).toHaveLength(ofDocker.length);
        if (sameLayers) expect(own).toEqual(ofDocker);
        await docker(['image', 'rm', '--force', name, `${registry()}/${image}-docker`], {
          statuses: [0, 1],
        });
      },
    );
  },
);
