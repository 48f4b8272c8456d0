import { parse } from 'smol-toml';
import type { LockedFile } from './file-mirror.ts';

interface UvLock {
  readonly package: readonly {
    readonly wheels?: readonly { readonly url: string; readonly hash: string }[];
  }[];
}

/** The wheels of a uv.lock, package by package. */
export function lockedPackages(lock: string): (readonly LockedFile[])[] {
  const { package: packages } = parse(lock) as unknown as UvLock;
  return packages.map(({ wheels = [] }) =>
    wheels.map(({ url, hash }) => ({ url, sha256: hash.replace(/^sha256:/, '') })),
  );
}

export function lockedFiles(lock: string): LockedFile[] {
  return lockedPackages(lock).flat();
}

/** Whether a wheel may be one that CPython 3.13 on this machine's kind of Debian installs. */
export function fitsTarget(url: string): boolean {
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  return new RegExp(
    `-(py3|py2\\.py3|cp313|cp3\\d*)-(none|abi3|cp313)-(any|manylinux.*_${machine})[^/]*\\.whl$`,
  ).test(url);
}
