import { dockerfileSide, grockerSide, type Comparison } from './comparison.ts';

const heavy = {
  source: 'service.py',
  added: 'added',
  mirrored: true,
  sides: [grockerSide(), dockerfileSide('python:3.13-slim', 'ghcr.io/astral-sh/uv:0.13')],
  says: ['-c', 'import service; print(service.total())'],
} as const;

/** Bytes of disk that engine, registry and mirror need for the first run, and for each further one. */
export interface NeededDisk {
  readonly first: number;
  readonly further: number;
}

/** The build of a service over large packages. The registry keeps what each run has pushed. */
export const HEAVY: readonly (Comparison & { readonly disk: NeededDisk })[] = [
  {
    ...heavy,
    id: 'torch',
    title: 'a service over torch',
    directory: 'bench/migrations/torch',
    disk: { first: 60e9, further: 7e9 },
  },
  {
    ...heavy,
    id: 'science',
    title: 'a service over scikit-learn, PyArrow, Polars and OpenCV',
    directory: 'bench/heavy/science',
    disk: { first: 12e9, further: 0.5e9 },
  },
];
