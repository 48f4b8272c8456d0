import type { Format } from '../format.ts';
import type { PipfileLock } from './pipfile-lock.ts';
import { readPipfileLock } from './read-pipfile-lock.ts';
import { selectPipfile } from './select-pipfile.ts';

/** Pipfile.lock, pipfile-spec 6. */
export const pipfileFormat: Format<'pipfile', PipfileLock> = {
  name: 'pipfile',
  patterns: ['Pipfile.lock'],
  title: 'Pipfile.lock',
  maker: 'pipenv lock',
  companion: 'Pipfile',
  saysEveryVersion: true,
  sniff: ({ isData, text }) =>
    isData && text.trimStart().startsWith('{') && text.includes('"_meta"'),
  read: readPipfileLock,
  select: selectPipfile,
};
