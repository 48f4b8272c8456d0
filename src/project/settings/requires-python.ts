import { SourceText } from '../../diagnostics/source-text.ts';
import type { Span } from '../../diagnostics/span.ts';
import { joinPath } from '../../paths/path-pattern.ts';
import { scriptBlocks } from '../../python/script-blocks.ts';
import { tableEntries, valueAt } from '../../toml/table-reader.ts';
import { tomlSpan } from '../../toml/toml-ranges.ts';
import { parsePythonRange, parsePythonText } from './parse-python-text.ts';
import type { PythonRequest } from './python-request.ts';
import { tomlOf } from './toml-of.ts';

/** Where in pyproject.toml a project says which Pythons it works with (PEP 621; Poetry). */
const PYPROJECT_KEYS = [
  ['project', 'requires-python'],
  ['tool', 'poetry', 'dependencies', 'python'],
] as const;

/** A line of another file that says it: the name of the file, and the line. */
const LINES: readonly (readonly [file: string, key: string, line: RegExp])[] = [
  ['setup.cfg', 'python_requires', /^python_requires\s*=\s*([^\s#][^\r\n]*?)\s*$/m],
  ['uv.lock', 'requires-python', /^requires-python = "([^"\r\n]*)"/m],
  ['poetry.lock', 'python-versions', /^\[metadata\]\s[^[]*?^python-versions = "([^"\r\n]*)"/m],
  ['pdm.lock', 'requires_python', /^\[metadata\]\s[\s\S]*?^requires_python = "([^"\r\n]*)"/m],
];

/**
 * The Pythons that the metadata and locks of a directory support.
 *
 * @param locks files that the user named as locks.
 */
export function requiredPythons(
  texts: Readonly<Record<string, string>>,
  directory: string,
  locks: readonly string[] = [],
): readonly PythonRequest[] {
  const source = (name: string): SourceText | undefined => {
    const path = joinPath(directory, name);
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    return text === undefined ? undefined : new SourceText(path, text);
  };
  const pyproject = source('pyproject.toml');
  const table = pyproject && tomlOf(pyproject);
  const declared = PYPROJECT_KEYS.flatMap((path): PythonRequest[] => {
    const value = valueAt(table, path);
    const text = tableEntries(value)?.get('version') ?? value;
    if (pyproject === undefined || typeof text !== 'string') return [];
    return rangeRequest(text, path.at(-1) ?? '', tomlSpan(pyproject, path) ?? pyproject.span(0, 0));
  });
  const lines = LINES.flatMap(([name, key, line]): PythonRequest[] => {
    const file = source(name);
    const match = file && line.exec(file.text);
    const text = match?.[1];
    if (!file || !match || text === undefined) return [];
    const start = match.index + match[0].lastIndexOf(text);
    return rangeRequest(text, key, file.span(start, start + text.length));
  });
  const scripts = locks.flatMap((path) => scriptPythons(texts, path));
  return [...declared, ...lines, ...pipfileLock(source('Pipfile.lock')), ...scripts];
}

/** Of a script with metadata of its own, or of the lock that uv makes for it. */
function scriptPythons(
  texts: Readonly<Record<string, string>>,
  path: string,
): readonly PythonRequest[] {
  const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
  if (text === undefined || !/\.py(?:\.lock)?$/.test(path)) return [];
  const source = new SourceText(path, text);
  const [content] = path.endsWith('.py') ? scriptBlocks(source) : [source];
  const key = 'requires-python';
  const match = content && /^ *requires-python *= *(["'])([^"'\r\n]*)\1/m.exec(content.text);
  const range = match?.[2];
  if (!match || range === undefined) return [];
  const start = match.index + match[0].lastIndexOf(range);
  return rangeRequest(range, key, source.span(start, start + range.length));
}

/** Invalid ranges are reported by the reader of the whole file. */
function rangeRequest(text: string, key: string, span: Span): PythonRequest[] {
  const wish = parsePythonRange(text);
  return wish.kind === 'other' || text.trim() === '' ? [] : [{ text, key, span, wish }];
}

function pipfileLock(source: SourceText | undefined): readonly PythonRequest[] {
  const match = source && /"python_(?:full_)?version"\s*:\s*"([^"\r\n]*)"/.exec(source.text);
  const text = match?.[1];
  if (!source || !match || text === undefined) return [];
  const start = match.index + match[0].lastIndexOf(text);
  const wish = parsePythonText(text);
  return [{ text, key: 'python_version', span: source.span(start, start + text.length), wish }];
}
