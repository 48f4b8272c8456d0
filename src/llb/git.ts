import { Capability } from './capability.ts';
import { gitUrl } from './git-url.ts';
import type { Output } from './output.ts';
import { absolutePath } from './path.ts';
import { source } from './source.ts';
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
  /** What the files' modification times are. */
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

/** A git repository's files. One repository is one vertex, whatever protocol it is fetched by. */
export function git(url: string, options: GitOptions = {}): Output {
  const { authTokenSecret, authHeaderSecret } = options;
  const parsed = gitUrl(url);
  const attrs: Record<string, string> = {};
  const capabilities: string[] = [Capability.sourceGit];
  const set = (key: string, value: string | undefined, capability?: string) => {
    if (value === undefined || value === '') return;
    attrs[key] = value;
    if (capability !== undefined) capabilities.push(capability);
  };
  const flag = (value: boolean | undefined) => (value ? 'true' : undefined);
  const auth = (secret?: string) =>
    secret === undefined ? undefined : Capability.sourceGitHttpAuth;
  set('git.keepgitdir', flag(options.keepGitDir), Capability.sourceGitKeepDir);
  set('git.fullurl', parsed?.remote ?? url, Capability.sourceGitFullUrl);
  set('git.authtokensecret', authTokenSecret ?? 'GIT_AUTH_TOKEN', auth(authTokenSecret));
  set('git.authheadersecret', authHeaderSecret ?? 'GIT_AUTH_HEADER', auth(authHeaderSecret));
  if (parsed?.scheme === 'ssh') {
    set('git.knownsshhosts', knownHosts(options.knownSshHosts));
    set('git.mountsshsock', options.mountSshSock ?? 'default');
    capabilities.push(Capability.sourceGitKnownSshHosts, Capability.sourceGitMountSshSock);
  }
  set('git.checksum', options.checksum, Capability.sourceGitChecksum);
  set('git.skipsubmodules', flag(options.skipSubmodules), Capability.sourceGitSkipSubmodules);
  set('git.mtime', options.mtime, Capability.sourceGitMtime);
  const identifier = `git://${parsed ? parsed.host + absolutePath(parsed.path) + fragment(options) : url}`;
  return source({ identifier, attrs, capabilities, platformSpecific: false, options });
}

function fragment({ ref = '', subdir = '' }: GitOptions): string {
  const directory = absolutePath(subdir).slice(1);
  if (ref === '' && directory === '') return '';
  return directory === '' ? `#${ref}` : `#${ref}:${directory}`;
}

function knownHosts(lines: string | undefined): string | undefined {
  return lines && (lines.endsWith('\n') ? lines : `${lines}\n`);
}
