import { expect, it } from 'vitest';
import { isExportRace } from './export-race.ts';

const lost =
  'failed to prepare extraction snapshot "extract-771744199-MArs sha256:1d41b7b3d27c93b64dfdccfc6e369b418c2e41566531f1db7ee09dde4ff1f84f": ' +
  'parent snapshot sha256:e644ff0c302d7de4c3e03dc718bc4b77ebeb324f7c8f5483b463fa230027b02c does not exist: not found';

const plain = `#12 exporting to image
#12 exporting layers 0.1s done
#12 naming to docker.io/library/shop:1.4.0 done
#12 unpacking to docker.io/library/shop:1.4.0 0.0s done
#12 ERROR: ${lost}
------
 > exporting to image:
------
ERROR: failed to build: failed to solve: ${lost}
`;

it.each([
  ['a plain log', plain],
  ['a log with line ends of Windows', plain.replaceAll('\n', '\r\n')],
  ['an older buildx', `ERROR: failed to solve: ${lost}\n`],
  ['bake', `ERROR: target worker: failed to solve: ${lost}\n`],
  ['the engine’s own record of the build', `ERROR: ${lost}`],
])('distinguishes the race from %s', (_, text) => {
  expect(isExportRace(text)).toBe(true);
});

it.each([
  ['the log of a step', `#7 0.412 ERROR: ${lost}\nERROR: failed to solve: exit code: 1\n`],
  ['a message that quotes it', `ERROR: failed to solve: pip said: ${lost}\n`],
  [
    'a layer that is missing for another reason',
    'ERROR: failed to solve: failed to prepare extraction snapshot "extract-1-a sha256:b": no space left on device\n',
  ],
  [
    'a mount of a layer that is gone',
    'ERROR: failed to solve: failed to mount /path: parent snapshot sha256:c0 does not exist: not found\n',
  ],
])('does not take %s for it', (_, text) => {
  expect(isExportRace(text)).toBe(false);
});
