import { expect, test } from 'vitest';
import { infer } from '../infer.ts';
import { readModule } from './python-module.ts';

test.each<[string, string, readonly string[]]>([
  ['one that is read', 'KEY = os.environ["KEY"]\n', ['KEY']],
  ['one of a setting', "app.config['KEY'] = environ['KEY']\n", ['KEY']],
  [
    'two of a line',
    'db = connect(os.environ["DB"], os.environ["DB_PASSWORD"])\n',
    ['DB', 'DB_PASSWORD'],
  ],
  ['one in a condition', 'if os.environ["MODE"] == "a":\n    pass\n', ['MODE']],
  ['one that a function reads', 'def key():\n    return os.environ["KEY"]\n', []],
  ['one that is set', 'os.environ["KEY"] = "a"\n', []],
  ['one that is deleted', 'del os.environ["KEY"]\n', []],
  ['one with a default', 'KEY = os.environ.get("KEY", "a")\n', []],
  ['one that an assertion looks for', 'assert "KEY" in os.environ\n', ['KEY']],
  ['one that is asserted', 'assert os.getenv("KEY"), "no KEY"\n', ['KEY']],
  [
    'one whose absence raises',
    'if "KEY" not in os.environ:\r\n    raise RuntimeError("KEY")\r\n',
    ['KEY'],
  ],
  [
    'one whose absence ends the program',
    "if not os.environ.get('KEY'):\n    # nothing works\n    print('no KEY')\n    sys.exit(1)\n",
    ['KEY'],
  ],
  ['one that is None', 'if os.getenv("KEY") is None: raise SystemExit\n', ['KEY']],
  [
    'one whose name is guarded',
    'K = os.getenv("KEY")\n\nif not K:\n    raise ValueError\n',
    ['KEY'],
  ],
  ['one whose name is asserted', 'K: str | None = getenv("KEY")\nassert K is not None\n', ['KEY']],
  ['one with a fallback', 'K = os.getenv("KEY")\nif not K:\n    K = "a"\n', []],
  [
    'one without which the program has nothing to do',
    "if not os.getenv('KEY'):\n    print('no KEY')\n    sys.exit(0)\n",
    [],
  ],
  ['one that is looked for', 'if "KEY" not in os.environ:\n    KEY = "a"\nraise SystemExit\n', []],
  [
    'those that a function asks for',
    'def env(name: str) -> str:\n    try:\n        return os.environ[name]\n    except KeyError:\n' +
      '        raise ImproperlyConfigured(name)\n\nA = env("A")\nDATABASES = {\n    "b": env("B"),\n}\n# env("C")\n',
    ['A', 'B'],
  ],
  [
    'those that a function has a default for',
    'def env(name):\n    try:\n        return os.environ[name]\n    except KeyError:\n        return ""\n\nA = env("A")\n',
    [],
  ],
  ['one of the second line', 'DATABASES = {\n    "url": os.environ["URL"],\n}\n', ['URL']],
  ['one of a class', 'class Settings:\n    key = os.environ["KEY"]\n', ['KEY']],
  ['one of a default', 'def key(of=os.environ["KEY"]):\n    return of\n', ['KEY']],
  ['one under another name', 'from os import environ as env\nKEY = env["KEY"]\n', ['KEY']],
  ['one of a branch', 'if MODE:\n    KEY = os.environ["KEY"]\n', []],
  ['one that may be missing', 'try:\n    K = os.environ["K"]\nexcept KeyError:\n    K = ""\n', []],
  [
    'one whose error is told',
    'try:\n    K = os.environ["K"]\nexcept KeyError as e:\n    raise Missing("K") from e\n',
    ['K'],
  ],
  ['one that is asked for first', 'K = os.environ["K"] if "K" in os.environ else ""\n', []],
  ['one instead of another', 'K = os.getenv("A") or os.environ["B"]\n', []],
  ['one that got a default', 'os.environ.setdefault("K", "a")\nK = os.environ["K"]\n', []],
  [
    'one that is set if it is missing',
    'if "K" not in os.environ:\n    os.environ["K"] = "a"\nK = os.environ["K"]\n',
    [],
  ],
  ['one of a lambda', 'key = lambda: os.environ["KEY"]\n', []],
  [
    'two of a condition',
    'A = os.getenv("A")\nB = os.getenv("B", "")\nif not A or not B:\n    raise ValueError\n',
    ['A', 'B'],
  ],
  ['some of a list', 'A = os.getenv("A")\nassert all([A, os.getenv("B")]), "no"\n', ['A', 'B']],
  ['one with an assignment', 'if not (k := os.getenv("K")):\n    raise ValueError\n', ['K']],
  ['one that is empty and not None', 'K = os.getenv("K", "")\nassert K is not None\n', []],
  ['one of two', 'assert os.getenv("A") or os.getenv("B")\n', []],
  ['one of a text', 'TEXT = """\nos.environ["K"]\n"""\n', []],
  ['one of a comment', '# KEY = os.environ["KEY"]\n', []],
])('%s', (_, text, expected) => {
  expect(readModule('app.py', text).needed).toEqual(expected);
});

test('the entry point names them, unless it or the image sets them', () => {
  const text = [
    'import os',
    'from flask import Flask',
    'app = Flask(__name__)',
    'app.secret_key = os.environ["SECRET_KEY"]',
    'programs = os.environ["PATH"] + os.environ["HOME"]',
    'app.config["PORT"] = os.environ["PORT"]',
    'app.run(port=os.environ["PORT"])',
  ];
  const texts = new Map([
    ['app.py', text.join('\n')],
    ['requirements.txt', 'flask\n'],
  ]);
  const { needs, definition } = infer({ paths: [...texts.keys()], texts });
  expect(needs).toStrictEqual(['SECRET_KEY']);
  expect(definition.settings.find(({ key }) => key === 'envs')?.value).toStrictEqual({
    PORT: '8000',
  });
});

test.each([
  `if not os.getenv("A")${' '.repeat(200_000)}:${' '.repeat(200_000)}\n`,
  `if not os.getenv("A"):\n${`${' '.repeat(100_000)}\n`.repeat(3)}`,
  `def f(a):\n${' \n'.repeat(200_000)}`,
  'A = os.getenv("A")\n'.repeat(20_000),
  'def f(a):\n    return os.environ[a]\n'.repeat(10_000),
])('a long text is read in linear time', (text) => {
  const before = process.cpuUsage();
  readModule('app.py', text);
  const { user, system } = process.cpuUsage(before);
  // Milliseconds of the CPU; what is not linear takes minutes.
  expect((user + system) / 1000).toBeLessThan(5000);
});
