import { ParseError } from '../../diagnostics/parse-error.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { UsageError } from '../usage-error.ts';

/** The subject of `grocker build`: a release of an index, a wheel, a directory, or a definition in one. */
export type BuildSubject =
  | {
      readonly kind: 'directory';
      readonly path: string;
      /** Path of the definition, where that was given. */
      readonly definition?: string;
    }
  | {
      readonly kind: 'wheel';
      /** Path of the file, without extras. */
      readonly path: string;
      /** As written behind the path: `[postgres]`, or nothing. */
      readonly extras: string;
    }
  | { readonly kind: 'release'; readonly text: string };

const wheel = /^(.*\.whl)((?:\[[^[\]]*\])?)$/;

/** A word with a slash, or of dots alone, is a path; all others are requirements (PEP 508). */
export function buildSubject(argument: string): BuildSubject {
  const [, path, extras = ''] = wheel.exec(argument) ?? [];
  if (path !== undefined) return { kind: 'wheel', path, extras };
  if (/\.ya?ml$/.test(argument)) {
    const directory = argument.slice(0, argument.search(/[^/\\]*$/));
    return { kind: 'directory', path: directory === '' ? '.' : directory, definition: argument };
  }
  if (/^\.+$|^[^@]*[/\\]/.test(argument)) return { kind: 'directory', path: argument };
  checkRequirement(argument);
  return { kind: 'release', text: argument };
}

function checkRequirement(text: string): void {
  try {
    parseRequirement(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new UsageError(
      `"${text}" is neither a release (name[extras]==version), nor a wheel, nor a directory (./${text}): ${error.message}`,
    );
  }
}
