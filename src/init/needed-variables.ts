import type { EntryPoint } from './entry-point.ts';
import { startedModules } from './started-modules.ts';
import type { PythonModule } from './python/python-module.ts';
import type { ProjectTree } from './tree.ts';

/** Statements of a module's own level, by their first line: not comments, and nothing within a block. */
const STATEMENT = /^[^\s#].*$/gm;

/** `os.environ["NAME"]` where it is read: not assigned, not deleted. */
const READ = /(?<!\bdel\s+(?:os\.)?)\benviron\[\s*(["'])([A-Z][A-Z0-9_]*)\1\s*\](?!\s*=(?!=))/g;

/** Variables that every container has. */
const ALWAYS_SET = new Set(['HOME', 'HOSTNAME', 'PATH', 'PYTHONUNBUFFERED']);

/**
 * An entry point with the variables without which the modules that it starts cannot be imported. PORT is the one that has
 * a value: a server is told where to listen, and the application reads the same.
 */
export function withNeeds(
  entry: EntryPoint,
  { texts }: ProjectTree,
  modules: readonly PythonModule[],
): EntryPoint {
  const found = startedModules(modules, entry).flatMap(({ path }) =>
    neededVariables(texts.get(path) ?? ''),
  );
  const names = new Set([...(entry.needs ?? []), ...found]);
  const envs =
    names.has('PORT') && entry.port !== undefined
      ? { PORT: String(entry.port), ...entry.envs }
      : entry.envs;
  const needs = [...names].filter((name) => !Object.hasOwn(envs, name) && !ALWAYS_SET.has(name));
  const { needs: _, ...others } = entry;
  return { ...others, envs, ...(needs.length > 0 && { needs }) };
}

/** `os.environ.get("NAME")`, `os.getenv("NAME")`: None if it is not set. */
const ASKED = String.raw`(?:\w+\.)?(?:environ\.get|getenv)\(\s*["']([A-Z][A-Z0-9_]*)["']\s*\)`;

/** A block that ends the program as failed, after a few lines at most: a message, a comment. */
const ENDS = String.raw`[ \t]*:(?:[ \t]*(?:#[^\n]*)?(?:\n[ \t][^\n]*){0,3}?\n[ \t]+|[ \t]*)(?:raise\b|(?:sys\.|os\._)?exit\((?![ \t]*0[ \t]*\)))`;

/** Statements of a module's own level that end the program unless a variable is set. */
const GUARDS: readonly RegExp[] = [
  /^assert\s+["']([A-Z][A-Z0-9_]*)["']\s+in\s+(?:os\.)?environ\b/gm,
  new RegExp(`^assert\\s+${ASKED}`, 'gm'),
  new RegExp(`^if\\s+["']([A-Z][A-Z0-9_]*)["']\\s+not\\s+in\\s+(?:os\\.)?environ${ENDS}`, 'gm'),
  new RegExp(`^if\\s+not\\s+${ASKED}${ENDS}`, 'gm'),
  new RegExp(`^if\\s+${ASKED}\\s+is\\s+None${ENDS}`, 'gm'),
];

/** `KEY = os.getenv("KEY")` */
const ASSIGNED = new RegExp(
  `^(\\w+)(?:[ \\t]*:[^=\\n]+)?[ \\t]*=[ \\t]*${ASKED}[ \\t]*(?:#.*)?$`,
  'gm',
);

/** `if not KEY: raise …`, `if KEY is None: raise …`, `assert KEY` */
const GUARDED = new RegExp(
  `^(?:if\\s+(?:not\\s+(\\w+)|(\\w+)\\s+is\\s+None)${ENDS}|assert\\s+(\\w+)\\b)`,
  'gm',
);

/** A function of one parameter. */
const FUNCTION = /^def\s+(\w+)\(\s*(\w+)\s*(?::[^,)=]+)?\)[^\n]*:\n((?:[ \t][^\n]*\n|\n)*)/gm;

const CALL = /\b(\w+)\(\s*["']([A-Z][A-Z0-9_]*)["']\s*\)/g;

/** The variables of the environment that a module reads when it is imported, and for which it has no default. */
export function neededVariables(written: string): readonly string[] {
  const text = written.replaceAll('\r\n', '\n');
  const read = (text.match(STATEMENT) ?? []).flatMap((line) =>
    [...line.matchAll(READ)].flatMap(([, , name]) => name ?? []),
  );
  const guarded = GUARDS.flatMap((guard) =>
    [...text.matchAll(guard)].flatMap(([, name]) => name ?? []),
  );
  return [...new Set([...read, ...guarded, ...guardedNames(text), ...askedByFunctions(text)])];
}

/** Variables whose values have names of the module, without which it raises. */
function guardedNames(text: string): readonly string[] {
  const guarded = new Set(
    [...text.matchAll(GUARDED)].flatMap(([, not, none, asserted]) => not ?? none ?? asserted ?? []),
  );
  return [...text.matchAll(ASSIGNED)].flatMap(([, own = '', name = '']) =>
    guarded.has(own) ? [name] : [],
  );
}

/** Variables that a function of the module reads, which raises if there is none of the name. */
function askedByFunctions(text: string): readonly string[] {
  const functions = new Set(
    [...`${text}\n`.matchAll(FUNCTION)].flatMap(([, name = '', parameter = '', body = '']) => {
      const isRead = new RegExp(`\\benviron\\[\\s*${parameter}\\s*\\]`).test(body);
      const isAsked = new RegExp(`(?:environ\\.get|getenv)\\(\\s*${parameter}\\s*\\)`).test(body);
      const raises = /\braise\b|\bexit\(/.test(body);
      const isNeeded = isRead ? raises || !/\bexcept\b/.test(body) : isAsked && raises;
      return isNeeded ? [name] : [];
    }),
  );
  if (functions.size === 0) return [];
  return wholeStatements(text).flatMap((line) =>
    [...line.matchAll(CALL)].flatMap(([, called = '', name = '']) =>
      functions.has(called) ? [name] : [],
    ),
  );
}

/** The lines of a module's own level, and those between brackets that one of them opens. */
function wholeStatements(text: string): readonly string[] {
  let isOpen = false;
  return text.split('\n').filter((line) => {
    const isOwn = /^[^\s#]/.test(line);
    if (isOwn) isOpen = /[([{,][ \t]*(?:#.*)?$/.test(line);
    return isOwn || (isOpen && !/^\s*#/.test(line));
  });
}
