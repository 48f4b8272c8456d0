import { pythonTarget } from '../../python/python-target.ts';
import type { Architecture, LibC, PythonTarget } from '../../python/target.ts';
import { UsageError } from '../usage-error.ts';

/** The values of `--python`, `--platform` and `--libc`. */
export interface TargetWords {
  /** `3.13.5`, `3.13`; a `t` at the end: free-threaded. */
  readonly python: string;
  readonly platform: string;
  readonly libc: string;
}

/** The Python that the flags name; throws a UsageError. */
export function parseTarget({ python, platform, libc }: TargetWords): PythonTarget {
  const version = /^(3\.\d{1,3}(?:\.\d{1,3}(?:(?:a|b|rc)\d{1,3})?)?)(t?)$/.exec(python);
  if (version?.[1] === undefined) {
    throw new UsageError(`--python takes a version such as 3.13.5, not "${python}"`);
  }
  return pythonTarget({
    version: version[1],
    freeThreaded: version[2] === 't',
    architecture: parseArchitecture(platform),
    libc: parseLibC(libc),
  });
}

function parseArchitecture(platform: string): Architecture {
  const architecture = /^linux\/(amd64|arm64)(?:\/v8)?$/.exec(platform)?.[1];
  if (architecture === 'amd64' || architecture === 'arm64') return architecture;
  throw new UsageError(`--platform takes linux/amd64 or linux/arm64, not "${platform}"`);
}

function parseLibC(libc: string): LibC {
  const [, name, version] = /^(glibc|musl)-(\d{1,3}\.\d{1,3})(?:\.\d{1,3})?$/.exec(libc) ?? [];
  if ((name === 'glibc' || name === 'musl') && version !== undefined) return { name, version };
  throw new UsageError(`--libc takes a value such as glibc-2.41 or musl-1.2, not "${libc}"`);
}
