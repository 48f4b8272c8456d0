import type { Format } from '../format.ts';
import type { PoetryLock } from './poetry-lock.ts';
import { readPoetryLock } from './read-poetry-lock.ts';
import { selectPoetry } from './select-poetry.ts';

/** poetry.lock, lock-version 1.0 to 2.x. */
export const poetryFormat: Format<'poetry', PoetryLock> = {
  name: 'poetry',
  patterns: ['poetry.lock'],
  title: 'poetry.lock',
  maker: 'poetry lock',
  companion: 'pyproject.toml',
  saysEveryVersion: true,
  sniff: ({ keys }) => keys.has('[metadata] lock-version') || keys.has('[metadata] content-hash'),
  read: readPoetryLock,
  select: selectPoetry,
};
