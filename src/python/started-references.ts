import { baseName } from '../paths/base-name.ts';

/** A part of an application that a command starts. */
export type StartedReference =
  | {
      readonly kind: 'module';
      /** As the command has it: `shop.main:app`. */
      readonly word: string;
      /** `shop.main` */
      readonly module: string;
      /** The name in the module that the server takes; absent: any. */
      readonly object?: string;
      /** The last part of `module` may be an object of the module above it (Celery, `-A shop.app`). */
      readonly isSymbol?: true;
      /** `python -m`: of a package its `__main__` is run. */
      readonly isRun?: true;
    }
  | {
      readonly kind: 'file';
      readonly word: string;
      /** Relative to the work directory, or absolute. */
      readonly path: string;
    };

/** How a program is told what it starts. */
interface Program {
  /** Options that say it. */
  readonly options?: readonly string[];
  /** A variable that says it. */
  readonly variable?: string;
  /** The subcommands whose first argument says it; an empty one is the program itself. */
  readonly positional?: readonly string[];
  /** Options without a value: whatever else begins with `-` may have one. */
  readonly flags?: readonly string[];
  /** The object of a module where none is named; without one the server looks for any. */
  readonly object?: string;
  readonly isSymbol?: true;
}

const SERVER_FLAGS: readonly string[] = [
  ...['--reload', '--preload', '--preload-app', '--daemon', '-D', '--factory', '--debug'],
  ...[
    '--proxy-headers',
    '--no-proxy-headers',
    '--no-access-log',
    '--access-log',
    '--no-use-colors',
  ],
  ...['--use-colors', '--no-server-header', '--no-date-header', '--capture-output', '-R'],
  ...['--enable-stdio-inheritance', '--reuse-port', '--no-sendfile', '--no-control-socket'],
];

/** The programs, by name: what they start is read from their documentation of the command line. */
const PROGRAMS: ReadonlyMap<string, Program> = new Map<string, Program>([
  ['gunicorn', { positional: [''], flags: SERVER_FLAGS, object: 'application' }],
  ['uvicorn', { positional: [''], flags: SERVER_FLAGS }],
  ['hypercorn', { positional: [''], flags: SERVER_FLAGS, object: 'app' }],
  ['daphne', { positional: [''], flags: ['--proxy-headers', '--no-server-name'] }],
  ['celery', { options: ['-A', '--app'], isSymbol: true }],
  ['flask', { options: ['-A', '--app'], variable: 'FLASK_APP' }],
  ['litestar', { options: ['--app'], variable: 'LITESTAR_APP' }],
  ['fastapi', { positional: ['run', 'dev'], flags: SERVER_FLAGS }],
  ['streamlit', { positional: ['run'], flags: [] }],
  [
    'chainlit',
    { positional: ['run'], flags: ['-h', '--headless', '-w', '--watch', '-d', '--debug'] },
  ],
]);

const MODULE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** Words before a command that start it. */
const WRAPPERS = new Set([
  'exec',
  'ddtrace-run',
  'opentelemetry-instrument',
  'tini',
  'dumb-init',
  '--',
]);

/** The modules and files that a command starts, as far as its words tell; a shell's line is read, too. */
export function startedReferences(
  command: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): readonly StartedReference[] {
  const [shell = '', flag = '', line = ''] = command;
  if (/^(?:\/bin\/)?(?:ba|da)?sh$/.test(shell) && /^-\w*c$/.test(flag)) {
    // Where a line changes the directory, its paths are relative to that.
    if (/(?:^|[;&|]\s*)(?:cd|pushd)\s/.test(line)) return [];
    return line.split(/[;&|\n]+/).flatMap((each) => ofCommand(wordsOf(each), variables));
  }
  return ofCommand(command.length === 1 ? wordsOf(command[0] ?? '') : command, variables);
}

/** The words of a simple command; one that takes a shell to be understood has none. */
function wordsOf(line: string): readonly string[] {
  if (/[$`\\*?<>]/.test(line.replaceAll(/\$\{?\w+(?::?-[\w.]*)?\}?/g, '0'))) return [];
  const words = line.match(/(?:[^\s'"]|"[^"]*"|'[^']*')+/g) ?? [];
  const plain = words.map((word) => word.replaceAll(/["']/g, ''));
  return plain.slice(plain.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word)));
}

function ofCommand(
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): readonly StartedReference[] {
  const start = words.findIndex((word) => !WRAPPERS.has(word));
  const [first = '', ...others] = words.slice(Math.max(start, 0));
  const program = baseName(first);
  if (/^python[\d.]*$/.test(program)) return ofPython(others, variables);
  return ofProgram(program, others, variables);
}

/** `python -m MODULE …`, `python FILE …` (docs.python.org/3/using/cmdline.html). */
function ofPython(
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): readonly StartedReference[] {
  for (const [at, word] of words.entries()) {
    const rest = words.slice(at + 1);
    if (word === '-m') {
      const [module = '', ...others] = rest;
      if (!MODULE.test(module)) return [];
      return PROGRAMS.has(module)
        ? ofProgram(module, others, variables)
        : [{ kind: 'module', word: module, module, isRun: true }];
    }
    // Options without a value; -W and -X have one, and -c has no file.
    if (/^-[bBdEhiIOPqRsSuvVx]+$/.test(word)) continue;
    return word.startsWith('-') ? [] : fileReference(word);
  }
  return [];
}

function ofProgram(
  name: string,
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): readonly StartedReference[] {
  const program = PROGRAMS.get(name);
  if (program === undefined) return [];
  // Modules are looked for in a directory that the command or its file of settings names.
  const { options = [], variable, positional = [], flags = [] } = program;
  const [given] = options.flatMap((option) => optionValue(words, option) ?? []);
  const [fromVariable] =
    variable !== undefined && Object.hasOwn(variables, variable) ? [variables[variable]] : [];
  const written = given ?? fromVariable;
  if (options.length > 0) return written === undefined ? [] : reference(written, program);
  const [subcommand = ''] = words;
  const isNamed = positional.includes(subcommand);
  if (!isNamed && !positional.includes('')) return [];
  const argument = firstArgument(isNamed ? words.slice(1) : words, flags);
  if (argument === undefined) return [];
  return positional.includes('') ? reference(argument, program) : fileReference(argument);
}

function optionValue(words: readonly string[], option: string): string | undefined {
  for (const [at, word] of words.entries()) {
    if (word === option) return words[at + 1];
    if (word.startsWith(`${option}=`)) return word.slice(option.length + 1);
  }
  return undefined;
}

/** The first word that is neither an option nor its value. */
function firstArgument(words: readonly string[], flags: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) return word;
    const hasValue = /^--[^=]+=/.test(word) || /^-[^-]./.test(word) || flags.includes(word);
    if (!hasValue) at += 1;
  }
  return undefined;
}

/** `module`, `module:object`, `module:object.attribute`, `module:factory(…)`; `file.py` of Flask. */
function reference(
  word: string,
  { object: usual, isSymbol }: Program,
): readonly StartedReference[] {
  const [written, rest] = split(word);
  if (/\.py$|\//.test(written)) {
    return isSymbol === undefined && usual === undefined && rest === undefined
      ? fileReference(written)
      : [];
  }
  if (!MODULE.test(written)) return [];
  const object = rest === undefined ? usual : /^[A-Za-z_]\w*/.exec(rest)?.[0];
  return [
    {
      kind: 'module',
      word,
      module: written,
      ...(object !== undefined && { object }),
      ...(isSymbol && rest === undefined && { isSymbol }),
    },
  ];
}

function split(word: string): readonly [string, string?] {
  const at = word.indexOf(':');
  return at === -1 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

function fileReference(word: string): readonly StartedReference[] {
  return /^[\w./-]+\.py$/.test(word)
    ? [{ kind: 'file', word, path: word.replace(/^\.\//, '') }]
    : [];
}
