import { withPrefix, type RawOptions } from './option.ts';

/** The repository that the client builds from; credentials of its url are left out. */
export interface VersionControl {
  readonly source?: string;
  readonly revision?: string;
}

export function parseVersionControl(raw: RawOptions): VersionControl {
  const { source = '', revision = '' } = withPrefix(raw, 'vcs:');
  return {
    ...(source !== '' && { source: withoutCredentials(source) }),
    ...(revision !== '' && { revision }),
  };
}

/** A url without user, password, query and fragment; any other text as it is. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*@)?([^?#]*).*$/is, '$1$3');
}
