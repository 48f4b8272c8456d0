import { SourceText } from '../../src/diagnostics/source-text.ts';
import type { LockedImage, ReadImage } from '../../src/system/grocker-lock.ts';
import { readGrockerLock } from '../../src/system/read-grocker-lock.ts';
import { writeGrockerLock } from '../../src/system/write-grocker-lock.ts';

const none = { requested: [], packages: [] };

/** An image on Debian's Python of which a grocker.lock pins nothing more. */
export const bareImage: LockedImage = {
  platform: 'linux/amd64',
  base: 'debian:trixie-slim',
  reference: 'debian',
  python: {
    version: '3.13.5',
    executable: '/usr/bin/python3',
    libc: { name: 'glibc', version: '2.41' },
    freeThreaded: false,
  },
  repositories: [],
  stages: { interpreter: none, root: none, compiler: none },
  builds: [],
  resolutions: [],
  downloads: [],
  assets: [],
};

/** The same with more, written and read back. */
export function readImage(pinned: Partial<LockedImage>): ReadImage {
  const text = writeGrockerLock({ images: [{ ...bareImage, ...pinned }] });
  const [image] = readGrockerLock(new SourceText('grocker.lock', text)).images;
  if (image === undefined) throw new Error('there is no image');
  return image;
}
