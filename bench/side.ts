/** One of the ways to the same image. */
export interface Side {
  readonly name: 'grocker' | 'dockerfile' | 'in-place';
  /** The file of the context that describes the image, for each way to have the application in it. */
  readonly files: Readonly<Record<Variant, string>>;
}

/** Whether the application is built and installed, or its files are copied. */
export type Variant = 'packaged' | 'source';

export const SIDES: readonly Side[] = [
  { name: 'grocker', files: { packaged: 'grocker.yml', source: 'source.yml' } },
  { name: 'dockerfile', files: { packaged: 'Dockerfile', source: 'source.Dockerfile' } },
  {
    name: 'in-place',
    files: { packaged: 'in-place.Dockerfile', source: 'in-place-source.Dockerfile' },
  },
];
