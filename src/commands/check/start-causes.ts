import type { Help } from '../../diagnostics/help.ts';
import { lastCause, type CauseRow } from '../../failures/last-cause.ts';
import { distributionOfModule } from '../../python/distribution-of-module.ts';
import { packageOfLibrary } from './package-of-library.ts';
import { usageCause } from './usage-causes.ts';

/** Why a container did not come up, by its log. */
export interface StartCause {
  readonly message: string;
  readonly help: Help;
  /** The additions of `--fix` to grocker.yml: items of a list, or keys of a mapping. */
  readonly fix?: StartFix;
}

export type StartFix =
  | { readonly kind: 'packages'; readonly items: readonly string[] }
  | { readonly kind: 'run'; readonly items: readonly string[] }
  | { readonly kind: 'envs'; readonly items: Readonly<Record<string, string>> };

export interface CauseFacts {
  /** `trixie/3.13` */
  readonly runtime: string;
  /** Whether a module is in the directory itself. */
  readonly isOwn: (module: string) => boolean;
  /** The first port of the image. */
  readonly port: number | undefined;
}

/** Messages of Python and servers, and their meaning; the last matching line of a log is used. */
const causes: readonly CauseRow<CauseFacts, StartCause>[] = [
  [
    /^ModuleNotFoundError: No module named '([\w.]+)'/,
    ([, module = ''], { isOwn }) => {
      const [top = module] = module.split('.');
      if (isOwn(top)) {
        return {
          message: `Python does not find ${module}, which is a file of the application`,
          help: 'Add its directory to `envs: {PYTHONPATH: …}`, or start the application with [python, -m, MODULE].',
        };
      }
      const requirement = distributionOfModule(top);
      return {
        message: `no installed package has the module ${top}`,
        help:
          requirement === undefined
            ? 'Add the package that has it to the requirements of the application, and to its lock.'
            : `Add ${requirement} to the requirements of the application and to its lock, or write \`packages: [${requirement}]\`.`,
        ...(requirement !== undefined && { fix: { kind: 'packages', items: [requirement] } }),
      };
    },
  ],
  [
    /(?:ImportError|OSError): (?:cannot load library '[^']*': |dlopen: )?(lib[\w.+-]+\.so(?:\.\d+)*): cannot open shared object file/,
    ([, library = ''], { runtime }) => missingLibrary(library, packageOfLibrary(library, runtime)),
  ],
  [
    /\b(?:OSError|ImportError): .*no library called "([\w.+-]+)" was found/,
    ([, name = ''], { runtime }) => missingLibrary(name, packageOfLibrary(`lib${name}`, runtime)),
  ],
  [
    /^KeyError: '([A-Z][A-Z0-9_]*)'/,
    ([, name = ''], { port }) =>
      name === 'PORT'
        ? {
            message: 'the application needs the variable PORT, which is not set',
            help: `Write \`envs: {PORT: "${String(port ?? 8000)}"}\`.`,
            fix: { kind: 'envs', items: { PORT: String(port ?? 8000) } },
          }
        : {
            message: `the application needs the variable ${name}, which is not set`,
            help: `Set it for the container, or try it with \`--env ${name}=…\`; unless it is secret, it can be set in \`envs\`.`,
          },
  ],
  [
    /Read-only file system: '([^']+)'/,
    ([, path = '']) => ({
      message: `the application writes ${path}, and a cluster may mount its filesystem read-only`,
      help: `Write to /tmp, or to a volume: \`volumes: [${directoryOf(path)}]\`.`,
    }),
  ],
  [
    /Permission denied: '([^']+)'/,
    ([, path = '']) => ({
      message: `the user of the image has no access to ${path}`,
      help: `Write to /tmp, or to a volume: \`volumes: [${directoryOf(path)}]\`.`,
    }),
  ],
  [
    /\b(?:unable to open database file|attempt to write a readonly database)\b/,
    () => ({
      message: 'the application cannot write its SQLite database',
      help: 'Put the database into a volume (`volumes`), or write `owner: user` if it may lie among the files of the application.',
    }),
  ],
  [
    /^SyntaxError: (.*)/,
    ([, words = '']) => ({
      message: `a module does not support this Python: ${words}`,
      help: 'Correct the module, or set `runtime` to a Python that it supports.',
    }),
  ],
];

/** The cause shown by the end of a log; undefined if it is not known. */
export function startCause(log: string, facts: CauseFacts): StartCause | undefined {
  return lastCause(log, causes, facts)?.cause ?? usageCause(log);
}

function missingLibrary(library: string, found: string | undefined): StartCause {
  return {
    message: `${library} is not in the image`,
    help:
      found === undefined
        ? 'Add the system package that has it to `dependencies.run`.'
        : `Write \`dependencies: {run: [${found}]}\`.`,
    ...(found !== undefined && { fix: { kind: 'run', items: [found] } }),
  };
}

function directoryOf(path: string): string {
  return path.replace(/\/[^/]*$/, '') || '/';
}
