import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';

import { buildGrocker, docker, temporaryDirectory, uniqueTag } from '../support/engine.ts';
import { grocker } from '../support/grocker.ts';
import { applications, type SmallApplication } from '../support/small-applications.ts';

/** One of each kind of entry point; GROCKER_ALL_APPLICATIONS=1 tries them all. */
const tried = [
  ...['plain-app', 'flask-factory', 'fastapi-src', 'wsgi-callable', 'asgi-callable'],
  ...['django-wsgi', 'procfile-port', 'console-script', 'setup-script', 'poetry-without-package'],
  ...[
    'pipfile',
    'workspace',
    'package-main',
    'requirements-folder',
    'psycopg2',
    'script-with-requirements',
  ],
];
const isWhole = process.env['GROCKER_ALL_APPLICATIONS'] === '1';

const startable = Object.entries(applications).filter(
  ([name, { starts }]) => starts !== undefined && (isWhole || tried.includes(name)),
);

test.each(startable)('%s starts with the grocker.yml of init', async (name, application) => {
  const directory = await temporaryDirectory(application.files);
  await grocker(['init'], { directory });
  const tag = uniqueTag(`init-${name}`);
  await buildGrocker(directory, ['--tag', tag, '--load']);
  const port = /^ports: \[(\d+)\]/m.exec(await readFile(join(directory, 'grocker.yml'), 'utf8'));
  await starts(tag, application, Number(port?.[1] ?? 0));
});

const bare = { 'grocker.yml': '# syntax=org/grocker-frontend\n' };

test.each([
  ['a WSGI function', 'wsgi-callable', 'source: .', 8000],
  ['a uv project with one script', 'uv-project', 'entrypoint_name: shop', 0],
  ['a Poetry project', 'poetry-project', 'entrypoint_name: store', 0],
  ['Flask with requirements and a Procfile', 'procfile-plain', 'gunicorn', 8000],
])('%s is built and started with only the syntax line', async (_, name, written, port) => {
  const directory = await temporaryDirectory({ ...applications[name]?.files, ...bare });
  const tag = uniqueTag(`init-bare-${name}`);
  // buildx prints what the frontend says at the end to its output, and all else to its errors.
  const { stdout } = await buildGrocker(directory, ['--tag', tag, '--load']);
  expect(stdout).toContain(written);
  await starts(tag, applications[name], port);
});

test('if only the entry point is missing, the error has the line that init would write', async () => {
  const { files } = applications['wsgi-callable'] ?? { files: {} };
  const directory = await temporaryDirectory({
    ...files,
    'grocker.yml': `${bare['grocker.yml']}source: .\npackages: [gunicorn==23.0.0]\n`,
  });
  const { stderr } = await buildGrocker(directory, ['--output', 'type=cacheonly'], {
    statuses: [1],
  });
  expect(stderr).toMatch(/^ERROR: .*\[missing-entrypoint\]/m);
  expect(stderr).toContain(
    'Write `entrypoint_name: [gunicorn, --bind, "0.0.0.0:8000", "service:application"]`',
  );
});

test('a directory without a grocker.yml is built as init would write it', async () => {
  const { files } = applications['console-script'] ?? { files: {} };
  const directory = await temporaryDirectory(files);
  const tag = uniqueTag('init-without');
  const { stderr } = await grocker(['build', '--image-name', tag], { directory });
  expect(stderr).toContain('entrypoint_name: shop');
  await starts(tag, applications['console-script'], 0);
});

/** Runs an image until it answers from outside of the container, or has written what is expected. */
async function starts(tag: string, application: SmallApplication | undefined, port: number) {
  const { stdout } = await docker(['run', '--detach', tag]);
  const id = stdout.trim();
  onTestFinished(async () => {
    await docker(['rm', '--force', id]);
  });
  const { starts: start } = application ?? {};
  for (let attempt = 0; ; attempt += 1) {
    const logs = await docker(['logs', id]);
    const written = logs.stdout + logs.stderr;
    if (start?.kind === 'writes') {
      if (written.includes(start.text)) return;
    } else if (await answers(id, port)) return;
    if (attempt === 60) expect.fail(`${tag} does not start:\n${written}`);
    await setTimeout(500);
  }
}

/** Whether the application answers on the container's own address, not only on loopback. */
async function answers(id: string, port: number): Promise<boolean> {
  const program = `
import socket, urllib.error, urllib.request
host = socket.gethostbyname(socket.gethostname())
try:
    status = urllib.request.urlopen(f'http://{host}:${port}/', timeout=5).status
except urllib.error.HTTPError as error:
    status = error.code
print('answered' if status < 500 else status)
`;
  const { stdout } = await docker(['exec', id, 'python3', '-c', program], { statuses: [0, 1] });
  return stdout.includes('answered');
}
