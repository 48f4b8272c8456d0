import { joinPath } from '../paths/path-pattern.ts';
import type { Declared } from './declared.ts';
import { lowestLimit, type PythonLimit } from './pinned-pythons.ts';
import { isApplicationModule, subtree, type ProjectTree } from './tree.ts';

/**
 * The newest minor version of Python 3 that has a module of the standard library (docs.python.org/3/whatsnew, "Removed").
 * setuptools brings its own distutils.
 */
const NEWEST: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['formatter', 'parser', 'symbol'].map((name) => [name, 9])),
  binhex: 10,
  ...Object.fromEntries(
    ['asynchat', 'asyncore', 'distutils', 'imp', 'smtpd'].map((name) => [name, 11]),
  ),
  ...Object.fromEntries(
    [
      ...['aifc', 'audioop', 'cgi', 'cgitb', 'chunk', 'crypt', 'imghdr', 'lib2to3', 'mailcap'],
      ...['nis', 'nntplib', 'ossaudiodev', 'pipes', 'sndhdr', 'spwd', 'sunau', 'telnetlib', 'uu'],
      'xdrlib',
    ].map((name) => [name, 12]),
  ),
};

/** Packages that bring a removed module back, by the beginning of their names. */
const BACKPORTS: readonly (readonly [package_: RegExp, modules: readonly string[]])[] = [
  [/^setuptools$/, ['distutils']],
  [/^legacy-cgi$/, ['cgi', 'cgitb']],
  [/^pyasyncore$/, ['asyncore']],
  [/^pyasynchat$/, ['asynchat']],
  [/^audioop-lts$/, ['audioop']],
  [/^crypt-r$|^legacycrypt$/, ['crypt']],
];

/** The import that limits Python most; not those in `try` or a function, which may be for older Pythons alone. */
export function removedModule(
  tree: ProjectTree,
  directory: string,
  { names, locked }: Declared,
): PythonLimit | undefined {
  const required = [...names.keys(), ...locked.keys()];
  const isBack = (name: string) =>
    required.includes(`standard-${name}`) ||
    BACKPORTS.some(
      ([pattern, modules]) => modules.includes(name) && required.some((each) => pattern.test(each)),
    );
  const own = subtree(tree, directory);
  const isOwn = (name: string) =>
    own.paths.some((path) =>
      path.split('/').some((part) => part === name || part === `${name}.py`),
    );
  const found = [...own.texts].flatMap(([path, text]): readonly PythonLimit[] => {
    if (!path.endsWith('.py') || !isApplicationModule(path)) return [];
    return [...text.matchAll(/^(?:import|from)[ \t]+(\w+)/gm)].flatMap(([, name = '']) => {
      const minor = Object.hasOwn(NEWEST, name) ? NEWEST[name] : undefined;
      if (minor === undefined || isBack(name) || isOwn(name)) return [];
      const file = joinPath(directory, path);
      return [{ minor, because: `${file} imports ${name}, which Python 3.${minor + 1} removed` }];
    });
  });
  return lowestLimit(found);
}
