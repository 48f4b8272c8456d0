import {
  diff,
  exec,
  file,
  git,
  http,
  image,
  local,
  marshal,
  merge,
  mkdir,
  mkfile,
  ociLayout,
  scratch,
  type Output,
  type SourceFile,
  type SourceLocation,
  type VertexOptions,
} from '../../src/llb/llb.ts';
import { amd64, base, sha256A, type Graph, type Graphs } from './graph.ts';

const text = (content: string) => new TextEncoder().encode(content);

const made = file(base(), [mkfile({ path: '/made.yml', data: 'a: 1\n' })]);
const sources: readonly SourceFile[] = [
  { filename: 'unused.yml', language: 'YAML', data: text('') },
  { filename: 'pylock.toml', language: 'TOML', data: text('lock-version = "1.0"\n') },
  {
    filename: 'grocker.yml',
    language: 'YAML',
    data: text('runtime: trixie/3.13\nlayers: 12\n'),
  },
  { filename: 'bare', data: text('') },
  {
    filename: 'made.yml',
    language: 'YAML',
    data: text('a: 1\n'),
    definition: marshal(made, { platform: amd64, localUniqueId: 'this-client' }),
  },
];

const at = (
  filename: string,
  ...ranges: readonly (readonly [number, number])[]
): SourceLocation => ({
  filename,
  ranges: ranges.map(([first, last]) => ({
    start: { line: first, character: 2 },
    end: { line: last, character: 0 },
  })),
});

const run = (options: VertexOptions, root = base()): Output =>
  exec({ root, args: ['true'], ...options }).root;

const told = (options: VertexOptions): Graph => ({ output: run(options) });

export const metadata: Graphs = {
  'meta-name': told({ name: '[root] apt: libzbar0t64' }),
  'meta-description': told({
    name: 'named',
    description: {
      10: 'ten',
      9: 'nine',
      b: '',
      '': 'empty key',
      a: 'naïve',
      'com.example': 'x',
    },
  }),
  'meta-progress-group': {
    output: run(
      { progressGroup: { id: 'g2', name: 'group two', weak: true } },
      image('debian', { progressGroup: { id: 'g1', name: 'group one' } }),
    ),
  },
  'meta-ignore-cache': told({ ignoreCache: true }),
  'meta-export-cache': told({ exportCache: true }),
  'meta-no-export-cache': told({ exportCache: false }),
  'meta-constraints': {
    output: exec({
      root: file(run({ constraints: ['b==1', 'a==2'] }), [mkdir({ path: '/a' })], {
        constraints: ['c'],
      }),
      args: ['x'],
    }).root,
  },
  'meta-everywhere': {
    output: merge(
      [
        diff(base(), local('context', { sessionId: 's', name: 'local', ignoreCache: true }), {
          name: 'diff',
        }),
        http('https://files.example/a', { name: 'http' }),
        git('https://git.example/a', { name: 'git' }),
        ociLayout(`a@${sha256A}`, { name: 'oci-layout' }),
        file(scratch, [mkdir({ path: '/a' })], { name: 'file' }),
      ],
      { name: 'merge', progressGroup: { id: 'g', name: 'all' } },
    ),
  },
  'meta-of-equals': {
    output: merge([
      http('https://files.example/a', {
        name: 'first',
        description: { x: '1' },
        progressGroup: { id: 'g1', name: 'one' },
        ignoreCache: true,
        exportCache: true,
        locations: [at('grocker.yml', [1, 2])],
      }),
      http('https://files.example/a', {
        name: 'second',
        progressGroup: { id: 'g2', name: 'two' },
        locations: [at('pylock.toml', [1, 1])],
      }),
      http('https://files.example/a', { exportCache: false }),
    ]),
    options: { sources },
  },
  locations: {
    output: run(
      {
        locations: [
          at('grocker.yml', [1, 1], [2, 3]),
          at('unknown', [1, 1]),
          at('pylock.toml', [1, 2]),
          at('bare'),
        ],
      },
      image('debian', { locations: [at('grocker.yml', [1, 2])] }),
    ),
    options: { sources },
  },
  'locations-other-order': {
    output: run(
      {},
      file(image('debian', { locations: [at('pylock.toml', [1, 2])] }), [mkdir({ path: '/a' })], {
        locations: [at('grocker.yml', [2, 2])],
      }),
    ),
    options: { sources },
  },
  'locations-made': {
    output: run({ locations: [at('made.yml', [1, 1])] }),
    options: { sources },
  },
};
