import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';

import { buildGrocker, docker, runImage, temporaryDirectory } from '../support/engine.ts';
import { POD } from '../support/pod.ts';

// An attacker runs code as the user of an image.

const tag = `grocker-test:defence-${randomBytes(6).toString('hex')}`;

test('it is built', async () => {
  const directory = await temporaryDirectory({
    'grocker.yml': [
      '# syntax=org/grocker-frontend',
      'runtime: trixie/3.13',
      'packages: [cowsay==6.1]',
      'source: {path: site, to: /srv/site}',
      'files: [settings.ini]',
      'owner: root',
      'setuid: false',
      'volumes: [/data]',
      'compile_bytecode: checked',
      'entrypoint_name: [python, -m, pages]',
      '',
    ].join('\n'),
    'pyproject.toml': '[project]\nname = "site"\nversion = "1.0"\n',
    'site/pages.py': 'print("pages")\n',
    'site/data/page.txt': 'page\n',
    'settings.ini': '',
  });
  await buildGrocker(directory, ['--tag', tag]);
});

function shell(line: string, runArgs: readonly string[] = []): Promise<string> {
  return runImage(tag, ['-c', line], { runArgs: [...runArgs, '--entrypoint', '/bin/sh'] });
}

test('the user can read source and files, and change neither', async () => {
  expect(await runImage(tag)).toBe('pages\n');
  expect(await shell('stat -c "%U %a" /srv/site /srv/site/data/page.txt settings.ini')).toBe(
    'root 755\nroot 644\nroot 644\n',
  );
  expect(
    await shell(
      'touch /srv/site/data/page.txt 2>/dev/null || mv /srv/site /srv/other 2>/dev/null || echo no',
    ),
  ).toBe('no\n');
});

test('the user can neither change the virtual environment nor put another in its place', async () => {
  const lines = [
    'find /opt/app.venv ! -user root | head -n 3',
    'find /opt/app.venv -writable ! -type l | head -n 3',
    'mv /opt/app.venv /opt/other 2>/dev/null || mv /opt /other 2>/dev/null || echo kept',
    'readlink /home/grocker/app.venv',
    'command -v cowsay',
  ];
  expect(await shell(lines.join('; '))).toBe('kept\n/opt/app.venv\n/opt/app.venv/bin/cowsay\n');
});

test('no program runs as its owner', async () => {
  expect(await shell('find / -xdev -type f -perm /6000 2>/dev/null; echo none')).toBe('none\n');
});

test('the user can write to its home and its volumes', async () => {
  expect(await shell('touch ~/a /data/a && echo yes')).toBe('yes\n');
});

test('any number in group 0 can write to the home and to a new volume, which keeps it', async () => {
  const volume = tag.replace(':', '-');
  onTestFinished(async () => {
    await docker(['volume', 'rm', '--force', volume]);
  });
  const any = ['--user', '1000660000:0'];
  expect(await shell('id -u; touch ~/a && echo yes', any)).toBe('1000660000\nyes\n');
  const pod = [...POD, '--volume', `${volume}:/data`];
  expect(await shell('echo kept >/data/a; touch ~/a 2>/dev/null || echo no', pod)).toBe('no\n');
  expect(await shell('cat /data/a; stat -c "%g %A" /data', pod)).toBe('kept\n0 drwxrwxr-x\n');
});

test('byte code is checked against its source', async () => {
  const program = [
    'import cowsay, importlib.util, struct',
    'path = importlib.util.cache_from_source(cowsay.__file__)',
    'print(struct.unpack("<I", open(path, "rb").read(8)[4:])[0])',
  ].join('\n');
  // PEP 552: hashed, and checked.
  const run = ['run', '--rm', '--entrypoint', 'python', tag, '-c', program];
  expect((await docker(run)).stdout).toBe('3\n');
});
