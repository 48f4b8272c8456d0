/** One of the two ways to the same image. */
export interface Side {
  readonly name: 'grocker' | 'dockerfile';
  /** The file of the context that describes the image. */
  readonly file: string;
}

export const SIDES: readonly [Side, Side] = [
  { name: 'grocker', file: 'grocker.yml' },
  { name: 'dockerfile', file: 'Dockerfile' },
];
