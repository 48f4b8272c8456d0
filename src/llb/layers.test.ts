import { expect, test } from 'vitest';
import {
  copy,
  diff,
  exec,
  file,
  image,
  layersAbove,
  merge,
  mkdir,
  output,
  scratch,
} from './llb.ts';

const base = image('debian:trixie-slim');
const directory = (path: string, layer?: string) =>
  file(scratch, [mkdir({ path })], { ...(layer !== undefined && { layer }) });
const ran = (layer: string, on = base) =>
  exec({ root: on, args: ['true'], layer, mounts: [output({ target: '/out' })] });

test.each([
  ['the base image itself has none above it', base, []],
  ['a command adds one', ran('a').root, [{ layer: 'a' }]],
  ['each command adds one', ran('b', ran('a').root).root, [{ layer: 'a' }, { layer: 'b' }]],
  [
    'a file vertex adds one, however many actions it has',
    file(base, [mkdir({ path: '/a' }), mkdir({ path: '/b' })], { layer: 'ab' }),
    [{ layer: 'ab' }],
  ],
  [
    'a copy does not bring the layers of its source',
    file(base, [copy({ from: directory('/a', 'a'), src: '/', dest: '/' })]),
    [{}],
  ],
  [
    'a merge has those of all its inputs and none of its own',
    merge([ran('a').root, directory('/b', 'b'), ran('c').mount('/out')]),
    [{ layer: 'a' }, { layer: 'b' }, { layer: 'c' }],
  ],
  [
    'the difference of a filesystem to itself has none',
    merge([ran('a').root, diff(base, base)]),
    [{ layer: 'a' }],
  ],
])('%s', (_, top, expected) => {
  expect(layersAbove(base, top)).toEqual(expected);
});

test.each([
  ['does not lie on the base image', ran('a').mount('/out')],
  ['has it twice', merge([ran('a').root, base])],
  ['lies on another image', merge([ran('a').root, ran('b', image('alpine')).root])],
  ['has layers of a difference', merge([base, diff(base, ran('a').root)])],
])('there is no description: %s', (_, top) => {
  expect(layersAbove(base, top)).toBeUndefined();
});
