import { Capability } from './capability.ts';
import { gitUrl } from './git-url.ts';
import type { Output } from './vertex.ts';
import { absolutePath } from '../paths/clean-path.ts';
import { source, type Attribute } from './source.ts';
import type { VertexOptions } from './vertex-options.ts';

export interface GitOptions extends VertexOptions {
  /** A branch, tag or commit; the remote's default branch otherwise. */
  readonly ref?: string;
  /** Only this directory of the repository. */
  readonly subdir?: string;
  /** The commit that the ref must be, or a prefix of it. */
  readonly checksum?: string;
  readonly keepGitDir?: boolean;
  readonly skipSubmodules?: boolean;
  /** The modification times of the files. */
  readonly mtime?: 'checkout' | 'commit';
  /** The secret with the token, GIT_AUTH_TOKEN otherwise; "" for none. */
  readonly authTokenSecret?: string;
  /** The secret with the header Authorization, GIT_AUTH_HEADER otherwise; "" for none. */
  readonly authHeaderSecret?: string;
  /** Lines of a known_hosts file, for ssh. */
  readonly knownSshHosts?: string;
  /** The id of the SSH agent's socket, "default" otherwise. */
  readonly mountSshSock?: string;
}

/** A git repository's files. One repository is one vertex, by any protocol. */
export function git(url: string, options: GitOptions = {}): Output {
  const { authTokenSecret, authHeaderSecret } = options;
  const parsed = gitUrl(url);
  const place = parsed && parsed.host + absolutePath(parsed.path) + fragment(options);
  return source({
    identifier: `git://${place ?? url}`,
    capability: Capability.sourceGit,
    attributes: [
      ['git.keepgitdir', flag(options.keepGitDir), Capability.sourceGitKeepDir],
      ['git.fullurl', parsed?.remote ?? url, Capability.sourceGitFullUrl],
      ['git.authtokensecret', authTokenSecret ?? 'GIT_AUTH_TOKEN', auth(authTokenSecret)],
      ['git.authheadersecret', authHeaderSecret ?? 'GIT_AUTH_HEADER', auth(authHeaderSecret)],
      ...(parsed?.scheme === 'ssh' ? agent(options) : []),
      ['git.checksum', options.checksum, Capability.sourceGitChecksum],
      ['git.skipsubmodules', flag(options.skipSubmodules), Capability.sourceGitSkipSubmodules],
      ['git.mtime', options.mtime, Capability.sourceGitMtime],
    ],
    options,
  });
}

function flag(value: boolean | undefined): string | undefined {
  return value ? 'true' : undefined;
}

/** The daemon needs support only for a secret that is set. */
function auth(secret: string | undefined): string | undefined {
  return secret === undefined ? undefined : Capability.sourceGitHttpAuth;
}

function agent({ knownSshHosts, mountSshSock = 'default' }: GitOptions): Attribute[] {
  const hosts = knownSshHosts && `${knownSshHosts.replace(/\n$/, '')}\n`;
  return [
    ['git.knownsshhosts', hosts, Capability.sourceGitKnownSshHosts],
    ['git.mountsshsock', mountSshSock, Capability.sourceGitMountSshSock],
  ];
}

function fragment({ ref = '', subdir = '' }: GitOptions): string {
  const directory = absolutePath(subdir).slice(1);
  if (ref === '' && directory === '') return '';
  return directory === '' ? `#${ref}` : `#${ref}:${directory}`;
}
