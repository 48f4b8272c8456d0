import { SourceText } from '../../diagnostics/source-text.ts';
import { joinPath } from '../../paths/path-pattern.ts';
import { tableEntries, valueAt } from '../../toml/table-reader.ts';
import { tomlSpan } from '../../toml/toml-ranges.ts';
import { parsePythonText } from './parse-python-text.ts';
import type { PythonRequest } from './python-request.ts';
import { tomlOf } from './toml-of.ts';

/** Files that say which Python a directory wants, the one that counts first. */
export const VERSION_FILES = [
  '.python-version',
  'runtime.txt',
  '.tool-versions',
  'mise.lock',
  'mise.toml',
  '.mise.toml',
  'Pipfile',
] as const;

type Reader = (source: SourceText) => PythonRequest | undefined;

const READERS: Readonly<Record<(typeof VERSION_FILES)[number], Reader>> = {
  '.python-version': firstLine,
  'runtime.txt': firstLine,
  '.tool-versions': toolVersions,
  // The lock of `python = "latest"`, in tables of the same form.
  'mise.lock': mise,
  'mise.toml': mise,
  '.mise.toml': mise,
  Pipfile: pipfile,
};

/** The requests of the version files of a directory, in their order. */
export function versionFileRequests(
  texts: Readonly<Record<string, string>>,
  directory: string,
): readonly PythonRequest[] {
  return VERSION_FILES.flatMap((name) => {
    const path = joinPath(directory, name);
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    return text === undefined ? [] : (READERS[name](new SourceText(path, text)) ?? []);
  });
}

/** The first line that is more than a comment: of several versions the first one counts. */
function firstLine(source: SourceText): PythonRequest | undefined {
  for (let number = 1; number <= source.lineCount; number++) {
    const line = source.line(number).split('#', 1)[0] ?? '';
    const text = line.trim();
    if (text === '') continue;
    const start = source.offset(number) + line.indexOf(text);
    return {
      text,
      span: source.span(start, start + text.length),
      wish: parsePythonText(text),
    };
  }
  return undefined;
}

/** asdf: `python 3.13.3 3.12.1`. */
function toolVersions(source: SourceText): PythonRequest | undefined {
  const match = /^([^\S\r\n]*python[^\S\r\n]+)([^#\s]+)/m.exec(source.text);
  const [, before, text] = match ?? [];
  if (match === null || before === undefined || text === undefined) return undefined;
  const start = match.index + before.length;
  return {
    text,
    key: 'python',
    span: source.span(start, start + text.length),
    wish: parsePythonText(text),
  };
}

/** mise: `python = "3.13"`, a list of them, or a table with `version`. */
function mise(source: SourceText): PythonRequest | undefined {
  const python = valueAt(tomlOf(source), ['tools', 'python']);
  const first: unknown = Array.isArray(python) ? python[0] : python;
  const text = tableEntries(first)?.get('version') ?? first;
  return tomlRequest(source, ['tools', 'python'], text);
}

function pipfile(source: SourceText): PythonRequest | undefined {
  const requires = tableEntries(valueAt(tomlOf(source), ['requires']));
  const key = ['python_full_version', 'python_version'].find((each) => requires?.has(each));
  return key === undefined ? undefined : tomlRequest(source, ['requires', key], requires?.get(key));
}

function tomlRequest(
  source: SourceText,
  path: readonly string[],
  text: unknown,
): PythonRequest | undefined {
  if (typeof text !== 'string') return undefined;
  return {
    text,
    key: path.at(-1) ?? '',
    span: tomlSpan(source, path) ?? source.span(0, 0),
    wish: parsePythonText(text),
  };
}
