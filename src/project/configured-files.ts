import type { SourceText } from '../diagnostics/source-text.ts';
import type { Span } from '../diagnostics/span.ts';
import { joinPath } from '../paths/path-pattern.ts';

/** A file or pattern that setup.cfg names for the build of its wheel, relative to its directory. */
export interface ConfiguredFile {
  readonly path: string;
  /** Where it is named. */
  readonly span: Span;
}

/** One value of a configuration file: its section, key, and the words with their places. */
interface Value {
  readonly section: string;
  readonly key: string;
  readonly words: readonly { readonly text: string; readonly at: number }[];
}

/** Keys of [metadata] whose values are paths; `license_files` may be patterns, of which one file is enough. */
const PATHS = ['license_file', 'license_files'];

/**
 * The files that a setup.cfg names (setuptools, "Configuring setuptools using setup.cfg files"): what `file:` reads, the
 * licences, and the data of packages.
 */
export function configuredFiles(source: SourceText): readonly ConfiguredFile[] {
  const values = valuesOf(source.text);
  const root = values.find(({ section, key }) => section === 'options.package_dir' && key === '')
    ?.words[0]?.text;
  return values.flatMap(({ section, key, words }) => {
    const span = ({ text, at }: Value['words'][number]) => source.span(at, at + text.length);
    if (section === 'options.package_data') {
      const directory = key === '' || key === '*' ? undefined : key.replaceAll('.', '/');
      if (directory === undefined) return [];
      return words.map((word) => ({
        path: joinPath(joinPath(root ?? '.', directory), word.text),
        span: span(word),
      }));
    }
    const [first, ...others] = words;
    if (first?.text === 'file:')
      return others.map((word) => ({ path: word.text, span: span(word) }));
    const isPath = section === 'metadata' && PATHS.includes(key);
    return isPath
      ? words.flatMap((word) =>
          /[*?[]/.test(word.text) ? [] : [{ path: word.text, span: span(word) }],
        )
      : [];
  });
}

/** The values of an INI file as configparser reads it, split at blanks, commas and line ends. */
function valuesOf(text: string): readonly Value[] {
  const values: Value[] = [];
  let section = '';
  let offset = 0;
  for (const line of text.split('\n')) {
    const at = offset;
    offset += line.length + 1;
    if (/^\s*[#;]/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      section = header.trim();
      continue;
    }
    const pair = /^([^\s=:][^=:]*?|)\s*[=:]/.exec(line);
    const last = values.at(-1);
    if (/^\s/.test(line) && last?.section === section) {
      // Tables such as [options.package_dir] have keys of their own, and continued values are indented.
      values[values.length - 1] = { ...last, words: [...last.words, ...wordsOf(line, at, 0)] };
    } else if (pair !== null) {
      const key = (pair[1] ?? '').trim();
      values.push({ section, key, words: wordsOf(line, at, pair[0].length) });
    }
  }
  return values;
}

function wordsOf(line: string, at: number, from: number): Value['words'] {
  const value = line.slice(from);
  return [...value.matchAll(/file:|[^\s,]+/g)].map((match) => ({
    text: match[0],
    at: at + from + match.index,
  }));
}
