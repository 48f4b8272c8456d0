import { dockerfileSide, grockerSide, type Comparison } from './comparison.ts';

const heavy = {
  source: 'service.py',
  added: 'added',
  mirrored: true,
  sides: [grockerSide(), dockerfileSide('python:3.13-slim', 'ghcr.io/astral-sh/uv:0.13')],
  says: ['-c', 'import service; print(service.total())'],
} as const;

/** The build of a service over large packages, and the bytes of disk that engine, registry and mirror need for it. */
export const HEAVY: readonly (Comparison & { readonly disk: number })[] = [
  {
    ...heavy,
    id: 'torch',
    title: 'a service over torch',
    directory: 'bench/migrations/torch',
    disk: 60e9,
  },
  {
    ...heavy,
    id: 'science',
    title: 'a service over scikit-learn, PyArrow, Polars and OpenCV',
    directory: 'bench/heavy/science',
    disk: 12e9,
  },
];
