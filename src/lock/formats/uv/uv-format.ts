import type { Format } from '../format.ts';
import { readUvLock } from './read-uv-lock.ts';
import { selectUv } from './select-uv.ts';
import type { UvLock } from './uv-lock.ts';

/** The only name that uv gives it. */
export const UV_LOCK = 'uv.lock';

/** uv.lock, version 1. */
export const uvFormat: Format<'uv', UvLock> = {
  name: 'uv',
  patterns: [UV_LOCK],
  title: 'uv.lock',
  maker: 'uv lock',
  companion: 'pyproject.toml',
  saysEveryVersion: true,
  sniff: ({ keys }) =>
    !keys.has('lock-version') && (keys.has('revision') || keys.has('requires-python')),
  read: readUvLock,
  select: selectUv,
};
