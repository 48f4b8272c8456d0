import { grockerSide, type ComparedSide, type Comparison } from './comparison.ts';

const expert = (file: string, name = 'dockerfile', title = 'Dockerfile'): ComparedSide => ({
  name,
  title,
  file,
  images: ['debian:trixie-slim'],
});

const minimal = (file: string): ComparedSide => ({
  ...grockerSide(file, 'minimal'),
  title: 'Grocker, minimal',
});

/** Builds without a cache, compared with the Dockerfile that an expert writes. */
export const COLD: readonly Comparison[] = [
  {
    id: 'app',
    title: 'bench/app: 45 packages, all of them wheels',
    directory: 'bench/app',
    mirrored: true,
    sides: [
      grockerSide(),
      minimal('minimal.yml'),
      expert('Dockerfile'),
      expert('in-place.Dockerfile', 'in-place', 'in place'),
    ],
    says: ['-m', 'shop'],
  },
  {
    id: 'ipython5',
    title: 'ipython==5.0: a pure sdist among its packages',
    directory: 'bench/cold/ipython5',
    // This version runs on Python 3.11 and before.
    sides: [
      { ...grockerSide(), images: ['debian:bookworm-slim'] },
      { ...expert('Dockerfile'), images: ['debian:bookworm-slim'] },
    ],
    says: ['-c', 'import IPython; print(IPython.__version__)'],
  },
  {
    id: 'native',
    title: 'examples/native: a package in C',
    directory: 'examples/native',
    sides: [grockerSide(), expert('/bench/cold/native.Dockerfile')],
    says: ['-c', 'import MySQLdb; print(MySQLdb.version_info)'],
  },
];
