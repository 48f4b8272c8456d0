import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { normalizeName } from '../python/name.ts';
import { unreachable, unreachableBy } from './unreachable.ts';
import { writtenRequirements, type Requiring } from '../project/written-requirements.ts';

/** What can be to blame for a resolution that fails. */
export interface Blamable {
  readonly spec: Requiring & {
    readonly project?: { readonly span: Span };
    readonly runtime: { readonly name: string };
  };
  readonly pyproject?: SourceText | undefined;
}

/** uv's words about why it finds no packages, as a diagnostic of what the user wrote. */
export function pythonFailure({ spec, pyproject }: Blamable, words: string): Diagnostic {
  const how = unreachableBy(words);
  const written = writtenRequirements(spec, pyproject);
  const blamed = written.find(({ name }) => mentions(words, name)) ?? written[0];
  const span: Span | undefined = blamed?.span ?? spec.project?.span;
  if (how !== undefined) {
    const asked = { doing: 'uv cannot ask for the packages', server: 'the index' };
    return unreachable(how, { ...asked, words: oneLine(words), span });
  }
  return {
    code: 'python-resolution',
    severity: 'error',
    message: oneLine(words),
    ...(span && { span }),
    help: remedy(words, spec.runtime.name),
  };
}

function remedy(words: string, runtime: string): string {
  if (/\b(?:401 Unauthorized|403 Forbidden)\b/.test(words)) {
    return 'give the user and password of the index in the secret netrc, pip.conf or uv.toml';
  }
  if (words.includes('Git executable not found')) {
    return 'pin it with a lock, such as that of `uv lock`, for then the builder fetches the repository; or add git to `dependencies.build`';
  }
  return `see that the version exists and fits the Python of ${runtime}`;
}

function mentions(words: string, name: string): boolean {
  return Array.from(words.matchAll(/[A-Za-z0-9][\w.-]*/g)).some(
    ([word]) => normalizeName(word.replace(/[._-]+$/, '')) === name,
  );
}

/** uv writes a chain of causes, each on lines of its own, and hints. */
function oneLine(words: string): string {
  return words
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*cause: /g, ': ')
    .replaceAll(/\s*\n\s*hint: ([^\n]*)/g, ' ($1)')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}
