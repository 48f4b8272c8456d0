/** One application, built by Grocker and by the Dockerfiles that people write for it. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  /** The application's directory in the repository. */
  readonly directory: string;
  readonly sides: readonly ComparedSide[];
  /** A file with the words `revision 0`; absent: no source line is changed. */
  readonly source?: string;
  /** A directory of the application whose files add one pure package; absent: none is added. */
  readonly added?: string;
  /** Whether the files of uv.lock come from a mirror on loopback, and from their index if not. */
  readonly mirrored?: boolean;
  /** Arguments of Python in the image; all sides must print the same. */
  readonly says: readonly string[];
}

export interface ComparedSide {
  readonly name: string;
  readonly title: string;
  /** In the application's directory, or from the root of the repository where it begins with `/`. */
  readonly file: string;
  /** A file of `docker buildx bake` that builds it with its named contexts. */
  readonly bake?: string;
  /** The images that it names, in addition to those that every engine of the bench has. */
  readonly images: readonly string[];
}

/** The preparation of a measured build. */
export type Change = 'cold' | 'line' | 'package';

export const CHANGES = {
  cold: 'nothing cached',
  line: 'one source line changed',
  package: 'one pure package added',
} as const satisfies Record<Change, string>;

export function changesOf({ source, added }: Comparison): readonly Change[] {
  return [
    'cold',
    ...(source === undefined ? [] : (['line'] as const)),
    ...(added === undefined ? [] : (['package'] as const)),
  ];
}

export const grockerSide = (file = 'grocker.yml', name = 'grocker'): ComparedSide => ({
  name,
  title: 'Grocker',
  file,
  images: [],
});

export const dockerfileSide = (...images: readonly string[]): ComparedSide => ({
  name: 'dockerfile',
  title: 'Dockerfile',
  file: 'Dockerfile',
  images,
});
