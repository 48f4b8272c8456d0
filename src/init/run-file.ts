import { directoryOf } from '../paths/context-path.ts';

const ANY_ADDRESS = '0.0.0.0';

/** The command that runs a file as a script, after statements of Python. */
export function runFile(path: string, before: readonly string[]): readonly string[] {
  const directory = directoryOf(path);
  const program = [
    'import runpy, sys',
    // As for a script, modules are looked for beside the file.
    ...(directory === '.' ? [] : [`sys.path.insert(0, ${literal(directory)})`]),
    ...before,
    `runpy.run_path(${literal(path)}, run_name='__main__')`,
  ];
  return ['python', '-c', program.join('; ')];
}

/** A string of Python; JSON's escapes are Python's, too. */
function literal(text: string): string {
  return /^[\w./ -]*$/.test(text) ? `'${text}'` : JSON.stringify(text);
}

/**
 * Statements that let a function of a module listen on every address, whatever host it is called with. A reloader would
 * start the file again without them.
 */
export function openedFunction(
  module: string,
  name: string,
  hasReloader: boolean,
): readonly string[] {
  const settings = `'host': '${ANY_ADDRESS}'${hasReloader ? ", 'reloader': False" : ''}`;
  return [
    `import ${module}`,
    `call = ${module}.${name}`,
    `${module}.${name} = lambda *words, **named: call(*words, **{**named, ${settings}})`,
  ];
}

/** Statements that replace the default host of methods of a class. */
export function openedMethods(
  module: string,
  type: string,
  methods: readonly string[],
): readonly string[] {
  return [
    `from ${module} import ${type}`,
    ...methods.map(
      (name) => `(${type}.${name}.__kwdefaults__ or {}).update(host='${ANY_ADDRESS}')`,
    ),
  ];
}
