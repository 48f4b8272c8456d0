import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { gitUrl } from '../llb/git-url.ts';
import type { GitOptions } from '../llb/llb.ts';

export interface GitReference {
  /** Without query and fragment. */
  readonly url: string;
  readonly options: Pick<
    GitOptions,
    'ref' | 'subdir' | 'checksum' | 'keepGitDir' | 'skipSubmodules' | 'mtime'
  >;
}

const scpStyle = /^[\w-]+@[a-z0-9.-]+:/i;

/**
 * Reads a git repository as docker writes it: `https://host/path.git#ref:subdir`, `git@host:path`, `ssh://…`, with
 * queries such as `?branch=…&subdir=…` (BuildKit's frontend/dockerfile/dfgitutil). Undefined if it is not one.
 */
export function parseGitReference(text: string): GitReference | undefined {
  const [, remote = '', query, fragment = ''] =
    /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text) ?? [];
  if (!isGitRemote(remote)) return undefined;
  if (gitUrl(remote) === undefined) {
    throw problem(text, 'it is not a well-formed url; a literal `%` is written `%25`');
  }
  const [ref = '', ...directory] = fragment.split(':');
  const named = parseQuery(text, query ?? '', {
    ref,
    subdir: cleanDirectory(directory.join(':')),
  });
  return { url: remote, options: named };
}

function isGitRemote(remote: string): boolean {
  if (remote.startsWith('github.com/')) return true;
  const scheme = /^([a-z0-9]+):\/\//i.exec(remote)?.[1]?.toLowerCase();
  if (scheme === undefined) return scpStyle.test(remote);
  // A web page or a file otherwise.
  if (scheme === 'http' || scheme === 'https') return remote.endsWith('.git');
  return scheme === 'ssh' || scheme === 'git';
}

function parseQuery(
  text: string,
  query: string,
  { ref, subdir }: { readonly ref: string; readonly subdir: string },
): GitReference['options'] {
  const values = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(query)) {
    if (values.has(key)) throw problem(text, `"${key}" is given twice`);
    values.set(key, value);
  }
  const unknown = [...values.keys()].find((key) => !queryKeys.includes(key));
  if (unknown !== undefined) throw problem(text, `"${unknown}" is not an option of a repository`);
  const tag = prefixed(values.get('tag'), 'refs/tags/');
  const branch = prefixed(values.get('branch'), 'refs/heads/');
  const refs = new Set([ref, values.get('ref') ?? '', tag, branch].filter((each) => each !== ''));
  if (refs.size > 1) throw problem(text, `it names ${[...refs].join(' and ')} at once`);
  const subdirs = new Set(
    [subdir, cleanDirectory(values.get('subdir') ?? '')].filter((each) => each !== ''),
  );
  if (subdirs.size > 1)
    throw problem(text, `it names the directories ${[...subdirs].join(' and ')}`);
  const checksum = values.get('checksum') ?? values.get('commit');
  const [chosenRef] = refs;
  const [chosenSubdir] = subdirs;
  const submodules = flag(text, values.get('submodules'));
  const keepGitDir = flag(text, values.get('keep-git-dir'));
  const mtime = values.get('mtime');
  if (mtime !== undefined && mtime !== 'checkout' && mtime !== 'commit') {
    throw problem(text, 'mtime must be checkout or commit');
  }
  return {
    ...(chosenRef !== undefined && { ref: chosenRef }),
    ...(chosenSubdir !== undefined && { subdir: chosenSubdir }),
    ...(checksum !== undefined && { checksum }),
    ...(keepGitDir !== undefined && { keepGitDir }),
    ...(submodules === false && { skipSubmodules: true }),
    ...(mtime !== undefined && { mtime }),
  };
}

const queryKeys = [
  'ref',
  'tag',
  'branch',
  'subdir',
  'checksum',
  'commit',
  'keep-git-dir',
  'submodules',
  'mtime',
];

function flag(text: string, value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (['', '1', 't', 'true'].includes(value.toLowerCase())) return true;
  if (['0', 'f', 'false'].includes(value.toLowerCase())) return false;
  throw problem(text, `"${value}" is neither true nor false`);
}

function prefixed(name: string | undefined, prefix: string): string {
  if (name === undefined || name === '') return '';
  return name.startsWith(prefix) ? name : prefix + name;
}

/** Without leading slashes, and never above the repository. */
function cleanDirectory(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function problem(text: string, message: string): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'invalid-git-url',
      severity: 'error',
      message: `the git repository ${text}: ${message}`,
      help: 'Write it as https://HOST/PATH.git#REF:DIRECTORY.',
    },
  ]);
}
