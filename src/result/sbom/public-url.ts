/** A url as everybody may read it: without user, password, query and fragment; undefined if it is not one. */
export function publicUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.host === '') return undefined;
  // The user `git` of ssh is everybody's.
  if (url.username !== 'git') url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href;
}

/** A commit of a repository as SPDX names it; undefined if the repository's place is not a url. */
export function gitLocation(repository: string, commit: string): string | undefined {
  const [, user = '', host, path] = /^(?:(\w+)@)?([\w.-]+):(?!\/\/)(.+)$/.exec(repository) ?? [];
  const given =
    host === undefined
      ? repository.replace(/^git\+/, '')
      : `ssh://${user === 'git' ? 'git@' : ''}${host}/${path ?? ''}`;
  const url = publicUrl(given);
  if (url === undefined) return undefined;
  const scheme = /^(\w+):/.exec(url)?.[1] ?? '';
  if (!['https', 'http', 'ssh', 'git'].includes(scheme)) return undefined;
  return `${scheme === 'git' ? '' : 'git+'}${url}@${commit}`;
}
