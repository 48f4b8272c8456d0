import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { buildGrocker, runImage, temporaryDirectory, uniqueTag } from '../support/engine.ts';

const desk = `# syntax=org/grocker-frontend
source: {path: apps/desk, exclude: ['*.secret']}
files: [settings]
lock: requirements.txt
entrypoint_name: [python, -m, desk]
`;

test('files of an application: links are resolved, environments are left out, modes do not depend on a umask', async () => {
  const directory = await temporaryDirectory({
    'grocker.yml': desk,
    'requirements.txt': '',
    'shared/greet/__init__.py': 'from greet.words import HELLO\n',
    'shared/words/words.py': 'HELLO = "good morning"\n',
    'shared/menu.txt': 'tea\n',
    'shared/settings.ini': '[a]\n',
    'settings/own.ini': '[b]\n',
    'apps/desk/desk/__main__.py':
      'import greet\nprint(greet.HELLO, open("menu.txt").read().strip())\n',
    'apps/desk/run.sh': '#!/bin/sh\n',
    'apps/desk/my environment/pyvenv.cfg': 'home = /usr/bin\n',
    'apps/desk/my environment/lib/large.py': '',
    'apps/desk/.vscode/settings.json': '{}',
    'apps/desk/key.secret': '',
  });
  const at = (path: string) => join(directory, path);
  await mkdir(at('apps/desk/locale'));
  await symlink('../../shared/greet', at('apps/desk/greet'));
  // A link in the target of a link.
  await symlink('../words/words.py', at('shared/greet/words.py'));
  await symlink('../../shared/menu.txt', at('apps/desk/menu.txt'));
  await symlink('../shared/settings.ini', at('settings/shared.ini'));
  await symlink('/etc/hostname', at('apps/desk/elsewhere'));
  await symlink('../desk', at('apps/desk/locale/inside'));
  await symlink('../../shared/nothing', at('apps/desk/gone'));
  await symlink('../..', at('apps/desk/circle'));
  await chmod(at('apps/desk/run.sh'), 0o700);
  for (const path of ['apps/desk/desk/__main__.py', 'shared/menu.txt', 'settings/own.ini']) {
    await chmod(at(path), 0o600);
  }
  for (const path of ['apps/desk/desk', 'apps/desk', 'shared/greet', 'settings']) {
    await chmod(at(path), 0o700);
  }
  const tag = uniqueTag('sources');
  const { stderr } = await buildGrocker(directory, ['--tag', tag, '--load']);
  expect(await runImage(tag)).toBe('good morning tea\n');
  const listed = await runImage(tag, ['-c', 'find . -printf "%P %y %m %l\\n" | sort'], {
    runArgs: ['--user', '4711:4711', '--entrypoint', 'sh'],
  });
  const lines = listed.split('\n').map((line) => line.trim());
  expect(lines).toEqual(
    expect.arrayContaining([
      'desk d 755',
      'desk/__main__.py f 644',
      'elsewhere l 777 /etc/hostname',
      'greet d 755',
      'greet/words.py f 644',
      'locale/inside l 777 ../desk',
      'menu.txt f 644',
      'run.sh f 755',
      'settings/own.ini f 644',
      'settings/shared.ini f 644',
    ]),
  );
  expect(listed).not.toMatch(/environment|vscode|secret/);
  expect(stderr).toContain('apps/desk/gone is a link to shared/nothing');
  expect(stderr).toContain('apps/desk/circle is a link to .');
  expect(stderr).not.toContain('apps/desk/elsewhere');
});

test('a project is built from the targets of its links', async () => {
  const directory = await temporaryDirectory({
    'grocker.yml': '# syntax=org/grocker-frontend\nproject: apps/desk\nentrypoint_name: desk\n',
    'README.md': '# Desk\n',
    'shared/words.py': 'HELLO = "good morning"\n',
    'apps/desk/pyproject.toml': `[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "desk"
version = "1.0"
readme = "README.md"
scripts = {desk = "desk:main"}
`,
    'apps/desk/desk/__init__.py': 'from desk.words import HELLO\ndef main():\n    print(HELLO)\n',
  });
  await symlink('../../README.md', join(directory, 'apps/desk/README.md'));
  await symlink('../../../shared/words.py', join(directory, 'apps/desk/desk/words.py'));
  const tag = uniqueTag('sources-project');
  await buildGrocker(directory, ['--tag', tag, '--load']);
  expect(await runImage(tag)).toBe('good morning\n');
});
