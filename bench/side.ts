/** One of the ways to the same image. */
export interface Side {
  readonly name: 'grocker' | 'dockerfile' | 'in-place';
  /** The file of the context that describes the image, for each way to have the application in it. */
  readonly files: Readonly<Record<Variant, string>>;
}

/**
 * Whether the application is built and installed, also with its system packages in a lock, or its files are copied. A
 * Dockerfile has no lock of system packages.
 */
export type Variant = 'packaged' | 'locked' | 'source';

export const SIDES: readonly Side[] = [
  {
    name: 'grocker',
    files: { packaged: 'grocker.yml', locked: 'grocker.yml', source: 'source.yml' },
  },
  {
    name: 'dockerfile',
    files: { packaged: 'Dockerfile', locked: 'Dockerfile', source: 'source.Dockerfile' },
  },
  {
    name: 'in-place',
    files: {
      packaged: 'in-place.Dockerfile',
      locked: 'in-place.Dockerfile',
      source: 'in-place-source.Dockerfile',
    },
  },
];
