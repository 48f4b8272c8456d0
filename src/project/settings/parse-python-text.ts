import { ParseError } from '../../diagnostics/parse-error.ts';
import { parsePoetryConstraint } from '../../lock/formats/poetry/poetry-constraint.ts';
import { wishOfRange, type PythonWish } from './python-request.ts';

/** Interpreters of Python that are not CPython, as uv, pyenv, asdf and mise name them. */
const OTHERS =
  /^(?:pypy|pp\d|graal|jython|ironpython|stackless|micropython|activepython|nogil|cinder|pyston|pyodide|rustpython|anaconda|miniconda|miniforge|mambaforge)/i;

const VERSION = /^(\d+)\.(\d+)(?:\.(\d+))?(?:(?:a|b|rc|-?dev)\d*)?$/;

/**
 * The Python that a version file asks for: `3.13`, `3.13.3`, `cpython@3.13`, `python-3.13.1`, `>=3.12`.
 * uv, "Requesting a version"; pyenv, `pyenv install --list`.
 */
export function parsePythonText(written: string): PythonWish {
  const text = written.trim();
  if (OTHERS.test(text)) return { kind: 'other', reason: `${text} is not CPython` };
  // `cpython-3.13.1-linux-x86_64-gnu` is how uv names what it has installed.
  const version = text
    .replace(/^(?:cpython|python|cp|latest:|prefix:)[-@]?/i, '')
    .replace(/^(\d+(?:\.\d+)*)-(?:linux|macos|windows|darwin)-.*$/i, '$1');
  // The Python that is there, or the newest: any will do.
  if (/^(?:|system|latest|lts|3|any|default)$/i.test(version)) {
    return { kind: 'range', constraint: [[]] };
  }
  if (/^\d[\d.]*(?:t|\+freethreaded|-nogil)$/.test(version)) {
    return { kind: 'other', reason: `${text} is a Python without the global interpreter lock` };
  }
  const match = VERSION.exec(version);
  if (match !== null) {
    const [, major = '', minor = '', patch] = match;
    const found = `${major}.${minor}`;
    return {
      kind: 'minor',
      minor: found,
      ...(patch !== undefined && { patch: `${found}.${patch}` }),
    };
  }
  return /[<>=~!^*]/.test(version) ? parsePythonRange(version) : noVersion(text);
}

/** A range of versions as PEP 440 or Poetry writes it. */
export function parsePythonRange(text: string): PythonWish {
  try {
    return wishOfRange(parsePoetryConstraint(text));
  } catch (error) {
    if (error instanceof ParseError) return noVersion(text);
    throw error;
  }
}

function noVersion(text: string): PythonWish {
  return { kind: 'other', reason: `${JSON.stringify(text)} is not a version of Python` };
}
