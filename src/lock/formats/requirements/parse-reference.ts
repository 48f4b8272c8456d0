import { baseName } from '../../../paths/base-name.ts';
import { normalizeName } from '../../../python/name.ts';
import { isSdistFile, parseSdistName } from '../../../python/sdist-name.ts';
import { parseWheelName } from '../../../python/wheel-name.ts';
import { contextPath } from '../../../paths/context-path.ts';
import { fileNameOfUrl } from '../../file-name.ts';
import { sha256OfHash } from '../../sha256.ts';
import type { RequirementPin } from './requirements-lock.ts';

/** A url, repository or path that a requirement is taken from. */
export interface Reference {
  /** Normalised; null if only building it shows the name. */
  readonly name: string | null;
  /** Normalised; of `[…]` after a path or the name in the fragment. */
  readonly extras: readonly string[];
  readonly pin: RequirementPin;
  /** sha256 of the url's fragment. */
  readonly sha256: string | null;
}

/** Whether a requirement is a url or path by itself, without a name and `@`. */
export function isReference(text: string): boolean {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*\s*(?:\[[^\]]*\]\s*)?@/.test(text)) return false;
  const argument = text.split(/\s/)[0] ?? '';
  return (
    /^[a-z][a-z0-9+.-]*:/i.test(argument) ||
    /^\.{1,2}$|^\.{0,2}\//.test(argument) ||
    /^[^[\]@<>=!~]+\//.test(argument) ||
    argument.endsWith('.whl') ||
    isSdistFile(argument)
  );
}

/** Reads `git+https://…@commit#egg=name`, `https://…/a-1.0.tar.gz#sha256=…`, `./directory`. */
export function parseReference(written: string, editable: boolean, directory: string): Reference {
  const [address = '', ...fragments] = written.split('#');
  const fragment = new URLSearchParams(fragments.join('#'));
  const subdirectory = fragment.get('subdirectory');
  const at = subdirectory === null ? {} : { subdirectory };
  const [, egg, ofEgg] =
    /^([A-Za-z0-9._-]+)(?:\[([^\]]*)\])?/.exec(fragment.get('egg') ?? '') ?? [];
  const name = egg === undefined ? null : normalizeName(egg);
  const extras = extraNames(ofEgg);
  const sha256 = sha256OfHash(`sha256:${fragment.get('sha256') ?? ''}`);
  if (/^git\+/i.test(address)) {
    const { url, commit } = repository(address.slice('git+'.length));
    const pin: RequirementPin =
      commit === undefined ? { kind: 'open' } : { kind: 'git', url, commit, ...at };
    return { name, extras, pin, sha256: null };
  }
  if (/^(?:https?|ftp):\/\//i.test(address)) {
    const file = fileNameOfUrl(address);
    return {
      name: name ?? nameOfFile(file),
      extras,
      pin: { kind: 'url', url: address, file, ...at },
      sha256,
    };
  }
  if (/^[a-z][a-z0-9+.-]+:/i.test(address) && !/^file:/i.test(address)) {
    return { name, extras, pin: { kind: 'open' }, sha256: null };
  }
  const withExtras = plainPath(address);
  const plain = withoutExtras(withExtras);
  const path = contextPath(directory, plain) ?? null;
  return {
    name: name ?? nameOfFile(baseName(plain)),
    extras: [...extras, ...extraNames(withExtras.slice(plain.length + 1, -1))],
    pin: { kind: 'path', path, written: plain, editable },
    sha256,
  };
}

/** Without the `[…]` that ends a path. */
function withoutExtras(path: string): string {
  if (!path.endsWith(']')) return path;
  const open = path.indexOf('[', path.lastIndexOf(']', path.length - 2) + 1);
  return open === -1 ? path : path.slice(0, open);
}

/** A path as it is, or as the url of a file. */
export function plainPath(written: string): string {
  return written.replace(/^file:(?:\/\/(?=\/))?/i, '');
}

function extraNames(written = ''): string[] {
  const names = written.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== '').map(normalizeName))];
}

function nameOfFile(file: string): string | null {
  return parseWheelName(file)?.name ?? parseSdistName(file)?.name ?? null;
}

/** The text after the last `@` of the path is a revision; only a whole commit pins. */
function repository(address: string): { readonly url: string; readonly commit?: string } {
  const path = /^[^:/]+:\/\/[^/]*/.exec(address)?.[0].length ?? 0;
  const at = address.lastIndexOf('@');
  if (at < path) return { url: address };
  const revision = address.slice(at + 1);
  const url = address.slice(0, at);
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(revision)
    ? { url, commit: revision.toLowerCase() }
    : { url };
}
