import { expect, it } from 'vitest';
import { imageHistory } from './image-history.ts';
import { readBaseImageConfig } from './oci-image.ts';

const entry = { created: '2026-01-02T03:04:05Z', created_by: 'ADD rootfs.tar /', comment: 'a' };
const setting = { created_by: 'CMD ["bash"]', empty_layer: true };
const rootfs = (layers: number) => ({ type: 'layers', diff_ids: Array(layers).fill('sha256:0') });
const ours = (text: string) => ({ created_by: text, comment: 'grocker' });
const history = (base: object) =>
  imageHistory(readBaseImageConfig(JSON.stringify(base)), [{ layer: 'apt: curl' }, {}]);

it.each([
  ['of one layer', { history: [entry, setting], rootfs: rootfs(1) }, [entry, setting]],
  ['of several', { history: [entry, setting, entry], rootfs: rootfs(2) }, [entry, setting, entry]],
  [
    'with layers that it says nothing of',
    { history: [entry, setting], rootfs: rootfs(3) },
    [entry, setting, ours('a layer of the base image'), ours('a layer of the base image')],
  ],
  ['without a history', { rootfs: rootfs(1) }, [ours('a layer of the base image')]],
  ['that does not exist yet', { history: [entry] }, [entry]],
  ['with a history of other things', { history: [1, { created: 2 }], rootfs: rootfs(2) }, [{}, {}]],
])('describes each layer above a base image %s', (_, base, below) => {
  expect(history(base)).toEqual([...below, ours('apt: curl'), ours('a layer of Grocker')]);
});

it('is left to the exporter if the number of layers is not known', () => {
  expect(history({})).toBeUndefined();
  expect(imageHistory(readBaseImageConfig('{"history":[{}]}'), undefined)).toBeUndefined();
});
