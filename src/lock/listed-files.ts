import { isSdistFile } from '../python/sdist-name.ts';
import { isWheelName } from './file-name.ts';
import type { LockedFile, LockedFiles } from './locked-file.ts';

/** The files that poetry.lock and pdm.lock list for a package: any of them may be installed. */
export function listedFiles(listed: readonly LockedFile[]): LockedFiles {
  const sdist = listed.find(({ file }) => isSdistFile(file));
  return {
    wheels: listed.filter(({ file }) => isWheelName(file)),
    ...(sdist === undefined ? {} : { sdist }),
    hashes: listed.flatMap(({ sha256 }) => sha256 ?? []).sort(),
  };
}
