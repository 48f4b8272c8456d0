import type { Help } from '../diagnostics/help.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Distribution } from '../lock/model.ts';
import type { LockIndexes, Selection } from '../lock/selection.ts';
import { normalizeName } from '../python/name.ts';
import type { Spec } from '../spec/spec.ts';
import type { WrittenRequirement } from './written-requirements.ts';

/** A url, and where it was written. */
interface WrittenUrl {
  readonly url: string;
  readonly span?: Span;
  /** The remedy for a password in it, if no secret replaces it. */
  readonly help?: Help;
}

const anyUrl = /[\w+]+:\/\/\S+/g;
const noAptPassword =
  'leave it out: apt gets no password, so the repository must be readable without one';

/**
 * A user of ssh is not a secret, and neither is the user `git`; all else before the `@` may be one,
 * and a url is written into the build cache and the provenance of the image.
 */
export function hasCredentials(url: string): boolean {
  const [, scheme = '', user = ''] = /^(?:\w+\+)*(\w+):\/\/([^/?#\s]*)@/.exec(url) ?? [];
  if (hasToken(url)) return true;
  if (user === '' || user === 'git') return false;
  return scheme === 'ssh' ? user.includes(':') : true;
}

/** Names of parameters with which a url grants access by itself: signed urls, and tokens of registries. */
const tokens =
  /^(?:x-(?:amz|goog)-(?:signature|security-token|credential)|(?:private|access|auth|job|oauth)?[-_]?token|sig|signature|api[-_]?key|password|passwd|secret|jwt)$/i;

function hasToken(url: string): boolean {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
  return query.split('&').some((pair) => /=./.test(pair) && tokens.test(pair.replace(/=.*$/s, '')));
}

/** The urls of `index` and `repositories`. */
export function definitionUrls({ index, repositories, downloads }: Spec): readonly WrittenUrl[] {
  const { url, extra, mirrors } = index;
  const located = [...(url === undefined ? [] : [url]), ...extra];
  return [
    ...located.map(({ value, span }) => ({ url: value, span })),
    ...downloads.map(({ url: address, span }) => ({ url: address, span })),
    ...mirrors.map(({ to, span }) => ({ url: to, span })),
    ...repositories.flatMap(({ uri: { value, span } }) =>
      [...value.matchAll(anyUrl)].map(([address]) => ({ url: address, span, help: noAptPassword })),
    ),
  ];
}

/** Every url of a constraints file, in comments too: the file as it is goes to the step that resolves. */
export function constraintUrls({ pipConstraint }: Spec, text: string): readonly WrittenUrl[] {
  if (pipConstraint === undefined) return [];
  const source = new SourceText(pipConstraint.value, text);
  return [...text.matchAll(anyUrl)].map(({ 0: url, index }) => ({
    url,
    span: source.span(index, index + url.length),
  }));
}

/** The indexes that requirements files name. */
export function lockIndexUrls(
  { url, extra, findLinks }: LockIndexes,
  locks: readonly SourceText[],
): readonly WrittenUrl[] {
  return [...(url === undefined ? [] : [url]), ...extra, ...findLinks].map((each) => {
    const lock = locks.find(({ text }) => text.includes(each));
    const start = lock?.text.indexOf(each) ?? 0;
    return { url: each, ...(lock && { span: lock.span(start, start + each.length) }) };
  });
}

/** Where the files and repositories of distributions are. */
export function distributionUrls(distributions: readonly Distribution[]): readonly WrittenUrl[] {
  return distributions.flatMap(({ source, span }) =>
    'url' in source ? [{ url: source.url, ...(span && { span }) }] : [],
  );
}

/** The same of what an index has answered: its lines are in no file of the user, so the place is of what asks for it. */
export function indexFileUrls(
  distributions: readonly Distribution[],
  placeOf: (distribution: Distribution) => Span | undefined,
): readonly WrittenUrl[] {
  const help =
    'Its index names the url so: name another one under `index`, or lock files whose urls have neither.';
  return distributions.flatMap((distribution) => {
    const span = placeOf(distribution);
    return distributionUrls([distribution]).map(({ url }) => ({
      url,
      help,
      ...(span && { span }),
    }));
  });
}

/** The urls of what a requirements file names as constraints. */
export function lockConstraintUrls({ constraints }: Selection): readonly WrittenUrl[] {
  return constraints.flatMap(({ value, span }) =>
    [...value.matchAll(anyUrl)].map(([url]) => ({ url, span })),
  );
}

/** The urls of direct references (PEP 508). */
export function requirementUrls(
  requirements: readonly string[],
  written: readonly WrittenRequirement[],
): readonly WrittenUrl[] {
  return requirements.flatMap((text) => {
    const [, name = '', url] =
      /^\s*(?:([A-Za-z0-9][\w.-]*)[^@;]*@\s*)?(\S+:\/\/\S+)/.exec(text) ?? [];
    if (url === undefined) return [];
    const span = written.find((each) => each.name === normalizeName(name))?.span;
    return [{ url, ...(span && { span }) }];
  });
}

/** @throws DiagnosticError with every url that contains a password or token. */
export function refuseCredentials(urls: readonly WrittenUrl[]): void {
  const refused = urls.filter(({ url }) => hasCredentials(url));
  if (refused.length === 0) return;
  throw new DiagnosticError(
    refused.map(({ url, span, help }) => ({
      code: 'password-in-url',
      severity: 'error',
      message: `the url of ${server(url)} contains a password or token, which would be in the build cache and in the provenance of the image`,
      ...(span && { span }),
      help:
        help ??
        'Leave it out, and give it as the secret netrc, pip.conf or uv.toml, of a git repository as GIT_AUTH_TOKEN.',
    })),
  );
}

function server(url: string): string {
  return url.replace(/^[\w+]+:\/\/([^/?#\s]*@)?/, '').replace(/[/?#][^]*$/, '');
}
