import type { Format } from '../format.ts';
import type { PdmLock } from './pdm-lock.ts';
import { readPdmLock } from './read-pdm-lock.ts';
import { selectPdm } from './select-pdm.ts';

/** pdm.lock, lock_version 4.0 to 4.5. */
export const pdmFormat: Format<'pdm', PdmLock> = {
  name: 'pdm',
  patterns: ['pdm.lock'],
  title: 'pdm.lock',
  maker: 'pdm lock',
  companion: 'pyproject.toml',
  saysEveryVersion: true,
  sniff: ({ keys }) => keys.has('[metadata] lock_version'),
  read: readPdmLock,
  select: selectPdm,
};
