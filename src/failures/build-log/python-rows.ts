import { minorOf, named, type BuildCause, type BuildRow, type Built } from './build-cause.ts';

/** Modules of the standard library that are gone, with the first Python without them (docs.python.org, "Removed"). */
const REMOVED: Readonly<Record<string, string>> = {
  ...{ distutils: '3.12', imp: '3.12', asynchat: '3.12', asyncore: '3.12', smtpd: '3.12' },
  ...{
    cgi: '3.13',
    crypt: '3.13',
    pipes: '3.13',
    telnetlib: '3.13',
    imghdr: '3.13',
    sndhdr: '3.13',
  },
  ...{ lib2to3: '3.13', binhex: '3.11', formatter: '3.10', parser: '3.10', symbol: '3.10' },
};

function tooOld(built: Built, reason: string): BuildCause {
  const { isOwn, python } = built;
  return {
    told: `${reason}: ${isOwn ? 'its build' : named(built)} is older than Python ${minorOf(python)}`,
    help: isOwn
      ? 'Correct its build for that Python, or set `runtime` to one with an older Python.'
      : 'Choose a newer version of it, or set `runtime` to one with an older Python, such as bookworm/3.11.',
    isPython: true,
  };
}

/** A package that is older than the Python that it is built for. */
export const pythonRows: readonly BuildRow[] = [
  {
    logs: ['old-setuptools', 'imp'],
    pattern: /ModuleNotFoundError: No module named '(\w+)(?:\.[\w.]+)?'/,
    explain: ([, module = ''], built) => {
      const since = REMOVED[module];
      if (since === undefined) return undefined;
      return tooOld(built, `it needs the module ${module}, which Python ${since} removed`);
    },
  },
  {
    logs: ['impimporter'],
    pattern: /module 'pkgutil' has no attribute '(ImpImporter|ImpLoader)'/,
    explain: ([, name = ''], built) =>
      tooOld(
        built,
        `it, or a setuptools that it pins, needs pkgutil.${name}, which Python 3.12 removed`,
      ),
  },
  {
    logs: ['pkg-resources'],
    pattern: /No module named 'pkg_resources'/,
    explain: (_, built) => ({
      told: 'it needs the module pkg_resources, which setuptools removed in version 82',
      help: built.isOwn
        ? 'Add `setuptools<82` to build-system.requires of its pyproject.toml.'
        : 'Choose a newer version of it, or constrain its build requirements to setuptools<82.',
    }),
  },
  {
    logs: ['use-2to3'],
    pattern: /use_2to3 is invalid/,
    explain: (_, built) => ({
      told: `${named(built)} was written for Python 2, and setuptools no longer translates it`,
      help: 'Choose a newer version of it, or another package.',
    }),
  },
  {
    logs: ['removed-longintrepr'],
    pattern: /fatal error: (longintrepr\.h): No such file/,
    explain: ([, header = ''], built) =>
      tooOld(built, `its C code includes ${header}, which Python 3.11 moved`),
  },
  {
    logs: ['python-c-api'],
    pattern:
      /error: (.(?:PyThreadState|struct _ts|PyFrameObject|PyTypeObject|PyCodeObject|struct _frame|PyInterpreterState|PyLongObject|struct _longobject).[^\n]* has no member named [^\n]*|invalid use of incomplete typedef .(?:PyFrameObject|PyThreadState|PyCodeObject|PyInterpreterState).[^\n]*)/,
    explain: ([, words = ''], built) =>
      tooOld(built, `its C code uses parts of the C API that this Python does not have (${words})`),
  },
  {
    logs: ['syntax'],
    pattern: /SyntaxError: (Missing parentheses in call to 'print'[^\n]*)/,
    explain: (_, built) => ({
      told: `${named(built)} is written for Python 2`,
      help: 'Choose a newer version of it, or another package.',
    }),
  },
];
