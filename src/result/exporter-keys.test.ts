import { expect, test } from 'vitest';
import { exporterKeys } from './exporter-keys.ts';

const amd64 = { os: 'linux', architecture: 'amd64' } as const;
const arm64 = { os: 'linux', architecture: 'arm64' } as const;
const named = (id: string, platform: object) => ({ ID: id, Platform: platform });
const platforms = (keys: ReadonlyMap<string, string>): unknown => {
  const text = keys.get('refs.platforms');
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};

test("files have the platform that they are for, or the client would warn that it is the builder's", () => {
  expect(platforms(exporterKeys([{ platform: arm64 }], false, undefined))).toEqual({
    Platforms: [named('linux/arm64', arm64)],
  });
});

test('one image has its platform in its configuration', () => {
  const keys = exporterKeys([{ platform: arm64, config: '{}' }], false, undefined);
  expect([...keys]).toEqual([['containerimage.config', '{}']]);
});

test('several results are named by their platforms', () => {
  const keys = exporterKeys([{ platform: amd64 }, { platform: arm64 }], true, 5);
  expect(platforms(keys)).toEqual({
    Platforms: [named('linux/amd64', amd64), named('linux/arm64', arm64)],
  });
  expect(keys.get('source.date.epoch')).toBe('5');
});
