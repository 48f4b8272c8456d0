import { expect, it } from 'vitest';
import { selectFrom } from '../../../../test/support/select-from.ts';

/** A project next to its lock, whose only requirement comes from an index of its own. */
function verdict(url: string, locked: string, directory = ''): readonly string[] {
  const files = {
    [`${directory}pyproject.toml`]: `[project]\nname = "top"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["alpha"]\n\n[[tool.uv.index]]\nname = "mine"\nurl = "${url}"\nexplicit = true\n\n[tool.uv.sources]\nalpha = { index = "mine" }\n`,
    [`${directory}uv.lock`]: `version = 1
revision = 3
requires-python = ">=3.11"

[[package]]
name = "alpha"
version = "1.0"
source = { registry = "mine" }
wheels = [{ path = "alpha-1.0-py3-none-any.whl" }]

[[package]]
name = "top"
version = "1"
source = { virtual = "." }
dependencies = [{ name = "alpha" }]

[package.metadata]
requires-dist = [{ name = "alpha", index = "${locked}" }]
`,
  };
  return selectFrom(files, `${directory}uv.lock`).said;
}

it.each([
  ['./mine', 'file:///home/someone/project/mine'],
  ['mine/', 'file:///home/someone/project/mine'],
  ['../shared/wheels', 'file:///home/someone/shared/wheels'],
  ['./some wheels', 'file:///home/someone/some%20wheels'],
  ['/srv/wheels', 'file:///srv/wheels/'],
  ['file:///srv/wheels', 'file:///srv/wheels'],
  ['.', 'file:///home/someone/project'],
])('an index %s is what the lock calls %s', (url, locked) => {
  expect(verdict(url, locked)).toEqual([]);
});

it.each([
  ['./mine', 'file:///home/someone/project/other'],
  ['./mine', 'file:///home/someone/project/notmine'],
  ['https://index.example/simple', 'file:///home/someone/simple'],
])('an index %s is not what the lock calls %s', (url, locked) => {
  expect(verdict(url, locked)).toHaveLength(1);
});
