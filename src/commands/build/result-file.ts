import { dump } from 'js-yaml';

/** The content of `--result-file`, with the keys of Grocker 8. */
export interface BuildResult {
  /** As given on the command line. */
  readonly release: string;
  /** The first name of the image; null if none was made. */
  readonly image: string | null;
  /** Every name of the image. */
  readonly images: readonly string[];
  /** The name of the stage, where it was the target; null otherwise, for stages are not images of their own. */
  readonly compiler_image: string | null;
  readonly root_image: string | null;
  /** Digest of the image's manifest, as the builder reports it. */
  readonly hash: string | null;
}

export function resultFile(result: BuildResult): string {
  return dump(result, { lineWidth: -1 });
}
