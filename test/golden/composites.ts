import {
  bind,
  decodeDefinition,
  diff,
  encodeDefinition,
  exec,
  file,
  fromDefinition,
  image,
  local,
  marshal,
  merge,
  mkdir,
  output,
  scratch,
  type Output,
} from '../../src/llb/llb.ts';
import { arm64, base, wheel, type Graphs } from './graph.ts';

const a = wheel('a.whl');
const b = wheel('b.whl');

const run = (root: Output): Output => exec({ root, args: ['true'] }).root;

export const composites: Graphs = {
  merge: { output: merge([base(), a, b]) },
  'merge-skips-empty': { output: merge([scratch, a, scratch, b]) },
  'merge-of-one': { output: merge([scratch, a]) },
  'merge-of-none': { output: merge([scratch]) },
  'merge-repeats': { output: merge([a, b, a, wheel('b.whl')]) },
  'merge-of-merge': { output: merge([merge([a, b]), base()]) },
  'merge-then-exec': { output: run(merge([image('debian', { platform: arm64 }), a])) },
  diff: { output: diff(base(), run(base())) },
  'diff-of-equals': { output: diff(base(), base()) },
  'diff-of-empties': { output: diff(scratch, scratch) },
  'diff-from-empty': { output: diff(scratch, a) },
  'diff-to-empty': { output: diff(a, scratch) },
  'diff-then-merge': {
    output: merge([b, diff(base(), file(base(), [mkdir({ path: '/x' })]))]),
  },
  'diff-then-exec': { output: run(diff(image('debian', { platform: arm64 }), a)) },
  definition: { output: merge([definition(), a]) },
  'definition-mounted': {
    output: exec({
      root: base(),
      args: ['true'],
      mounts: [bind({ target: '/tool', source: definition() })],
    }).root,
  },
};

function definition(): Output {
  const { mount } = exec({
    root: image('busybox', { platform: arm64 }),
    args: ['true'],
    mounts: [output({ target: '/out' })],
    name: 'theirs',
    ignoreCache: true,
    locations: [
      {
        filename: 'Dockerfile',
        ranges: [{ start: { line: 1, character: 2 }, end: { line: 1, character: 0 } }],
      },
    ],
  });
  const sources = [
    {
      filename: 'Dockerfile',
      language: 'Dockerfile',
      data: new TextEncoder().encode('RUN true\n'),
      definition: marshal(local('dockerfile', { sessionId: 'session-2' }), { platform: arm64 }),
    },
  ];
  const theirs = encodeDefinition(marshal(mount('/out'), { platform: arm64, sources }));
  return fromDefinition(decodeDefinition(theirs));
}
