import { directoryOf, relativePath } from '../../paths/context-path.ts';
import type { Distribution } from '../../lock/model.ts';

/** One package as `grocker wheels --json` prints it. */
export interface WheelRow {
  readonly name: string;
  readonly version: string | null;
  /** Absent if only hashes are known: the index decides between wheel and sdist. */
  readonly kind?: 'wheel' | 'sdist' | 'git' | 'directory' | 'unavailable';
  /** Last part of the url, percent-decoded, case kept. */
  readonly file?: string | null;
  readonly sha256?: string | null;
  /** Formats without urls: every sha256 that is allowed. */
  readonly hashes?: readonly string[];
  /** For a repository, or a file that a requirement names by its url. */
  readonly url?: string;
  readonly commit?: string;
  readonly subdirectory?: string;
  /** For a directory or file of the project, relative to the lock. */
  readonly path?: string;
  readonly editable?: boolean;
}

/** The rows of `grocker wheels --json`; `lockFile` is what their paths are relative to. */
export function wheelRows(
  distributions: readonly Distribution[],
  lockFile: string,
): readonly WheelRow[] {
  const directory = directoryOf(lockFile);
  return distributions.map((distribution) => wheelRow(distribution, directory));
}

function wheelRow({ name, version, source }: Distribution, directory: string): WheelRow {
  const nothing = { file: null, sha256: null };
  switch (source.kind) {
    case 'wheel':
    case 'sdist': {
      const { kind, file, sha256, url, direct, hashes } = source;
      return {
        name,
        version,
        ...(hashes === undefined ? {} : { hashes }),
        kind,
        file,
        sha256,
        ...(direct === true ? { url } : {}),
      };
    }
    case 'file': {
      const { fileKind, file, sha256 = null, path } = source;
      return { name, version, kind: fileKind, file, sha256, path: relativePath(directory, path) };
    }
    case 'git': {
      const { kind, url, commit, subdirectory } = source;
      const more = subdirectory === undefined ? {} : { subdirectory };
      return { name, version, kind, ...nothing, url, commit, ...more };
    }
    case 'directory': {
      const { kind, path, editable } = source;
      return { name, version, kind, ...nothing, path: relativePath(directory, path), editable };
    }
    case 'unlocated': {
      const { hashes, choice } = source;
      if (choice === undefined) return { name, version, hashes };
      const { kind, file, sha256, url } = choice;
      const isOneFile = url !== undefined && hashes.length === 0;
      return { name, version, ...(isOneFile ? {} : { hashes }), kind, file, sha256 };
    }
    case 'unavailable': {
      const hashes = source.hashes === undefined ? {} : { hashes: source.hashes };
      return { name, version, ...hashes, kind: 'unavailable', ...nothing };
    }
  }
}
