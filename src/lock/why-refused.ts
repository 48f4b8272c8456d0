import { contextPath } from '../paths/context-path.ts';
import { isFileName } from '../paths/file-name.ts';
import { isHttpUrl, isRepositoryUrl } from '../paths/http-url.ts';
import { isValidName } from '../python/name.ts';
import { compareVersions, parseVersion } from '../python/version.ts';
import { parseWheelName } from '../python/wheel-name.ts';
import type { DistributionSource } from './model.ts';

/** Why something that a lock names may not become a path, an argument or a source of a build; undefined if it may. */
type Refusal = string | undefined;

/** Checks a file's name, which is a path in the containers of a build. */
export function whyNoFile(file: string): Refusal {
  return isFileName(file) ? undefined : `\`${shown(file)}\` is not a file name`;
}

/** Checks for a wheel of another package or version than the lock says. */
export function whyOtherWheel(file: string, name: string, version: string | null): Refusal {
  const wheel = parseWheelName(file);
  // Only a url has such a name; the wheel behind it says itself which package it is.
  if (wheel === undefined) return undefined;
  if (wheel.name !== name) return `\`${file}\` is a wheel of \`${wheel.name}\`, not of \`${name}\``;
  const locked = version === null ? undefined : parseVersion(version);
  if (locked === undefined) return undefined;
  // A version without a local part matches those with one, too (PEP 440, "Version matching").
  const own = locked.local === undefined ? { ...wheel.version, local: undefined } : wheel.version;
  return compareVersions(own, locked) === 0
    ? undefined
    : `\`${file}\` is a wheel of another version than ${version ?? ''}`;
}

/** Checks a package's name and version, which are parts of paths and of requirements. */
export function whyNoSubject({
  name,
  version,
}: {
  readonly name: string;
  readonly version: string | null;
}): Refusal {
  if (!isValidName(name)) return `\`${shown(name)}\` is not a package name`;
  if (version === null || /^[\w.+!-]+$/.test(version)) return undefined;
  return `\`${shown(version)}\` is not a version of \`${name}\``;
}

/** Why the place of a source is refused: a subdirectory outside of it, or a url that is neither of a file nor of a repository. */
export function whyNoPlace(source: DistributionSource): Refusal {
  const { subdirectory } = { subdirectory: undefined, ...source };
  if (subdirectory !== undefined && contextPath('.', subdirectory) === undefined) {
    return `the subdirectory \`${shown(subdirectory)}\` lies outside of its source`;
  }
  if (source.kind === 'git') {
    return isRepositoryUrl(source.url)
      ? undefined
      : `\`${shown(source.url)}\` is no url of a repository`;
  }
  const { url } =
    source.kind === 'unlocated' ? { url: source.choice?.url } : { url: undefined, ...source };
  if (url === undefined || isHttpUrl(url)) return undefined;
  return `\`${shown(url)}\` is no url of http or https`;
}

function shown(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
