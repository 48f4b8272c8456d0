import { expect, test } from 'vitest';
import { definedNames } from '../../src/init/python/defined-names.ts';
import { parseAnswer } from '../support/parse-step.ts';

/** The answer of steps/parse.py about some modules. */
function started(files: Readonly<Record<string, string>>, wanted: readonly (readonly string[])[]) {
  const { started: found } = parseAnswer(files, { command: [], started: wanted }) as {
    started: {
      modules: ({ path: string; names: string[]; open: boolean } | null)[];
      paths: string[];
    };
  };
  return found;
}

test('the first file that exists, and all files where none does', () => {
  const files = { 'shop/__init__.py': '', 'shop.py': '', 'shop/main.py': '', 'readme.txt': '' };
  expect(
    started(files, [
      ['shop/__init__.py', 'shop.py'],
      ['mian/__init__.py', 'mian.py'],
    ]),
  ).toEqual({
    modules: [{ path: 'shop/__init__.py', names: ['main'], open: false }, null],
    paths: ['shop.py', 'shop/__init__.py', 'shop/main.py'],
  });
  expect(started(files, [['shop.py']]).paths).toEqual([]);
});

/** A module, and whether it has the name `app`. */
const cases: readonly (readonly [string, string, boolean])[] = [
  ['an assignment', 'app = 1\n', true],
  ['one with a type', 'app: int = 1\n', true],
  ['one of several', 'a, (app, b) = 1, (2, 3)\n', true],
  ['one in a condition', 'if 1:\n    app = 1\nelse:\n    app = 2\n', true],
  ['one in a try statement', 'try:\n    import a\nexcept E:\n    app = 1\n', true],
  ['one of a with statement', 'with f() as app:\n    pass\n', true],
  ['one of a loop', 'for app in a:\n    pass\n', true],
  ['an expression that names its value', '(app := 1)\n', true],
  ['a function', 'async def app(): pass\n', true],
  ['a function with a decorator', '@a\ndef app(): pass\n', true],
  ['a class', 'class app: pass\n', true],
  ['an import', 'import app\n', true],
  ['the package of an import', 'import app.inner\n', true],
  ['an import under another name', 'from a import b as app\n', true],
  ['a global name of a function', 'def f():\n    global app\n    app = 1\n', true],
  ['a name of a function', 'def f():\n    app = 1\n', false],
  ['a name of a class', 'class C:\n    app = 1\n', false],
  ['a name of the script alone', 'if __name__ == "__main__":\n    app = 1\n', false],
  ['a module of an import', 'import a.app\nfrom b import c\n', false],
  ['a word of a text', 'a = "app = 1" # app\n', false],
];

// Both readers say it: the image's Python in a build, and the parser of `grocker lint`.
test('the names of a module', () => {
  const files = Object.fromEntries(cases.map(([, text], at) => [`a${at}.py`, text]));
  const { modules } = started(
    files,
    Object.keys(files).map((path) => [path]),
  );
  const has = (names: readonly string[] | undefined) => names?.includes('app') === true;
  expect(cases.map(([title], at) => [title, has(modules[at]?.names)])).toEqual(
    cases.map(([title, , expected]) => [title, expected]),
  );
  expect(cases.map(([title, text]) => [title, has(definedNames(text).names)])).toEqual(
    cases.map(([title, , expected]) => [title, expected]),
  );
  expect(modules.filter((each) => each?.open !== false)).toEqual([]);
  expect(cases.filter(([, text]) => definedNames(text).isOpen)).toEqual([]);
});

test.each([
  ['everything of a module', 'from a import *\n'],
  ['its globals', 'globals()["app"] = 1\n'],
  ['names on demand', 'def __getattr__(name): return 1\n'],
  ['itself', 'import sys\nsys.modules[__name__] = make()\n'],
  ['text that is run', 'exec("app = 1")\n'],
])('%s: it may have more names', (_, text) => {
  expect(started({ 'a.py': text }, [['a.py']]).modules).toMatchObject([{ open: true }]);
  expect(definedNames(text).isOpen).toBe(true);
});
