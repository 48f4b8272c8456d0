import { expect, test } from 'vitest';

import {
  buildGrocker,
  buildx,
  caSecret,
  docker,
  frontendArguments,
  runImage,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import { grocker } from '../support/grocker.ts';

const syntax = '# syntax=org/grocker-frontend\n';

test('bake builds all services of a file at once, from what `grocker bake` prints', async () => {
  const directory = await temporaryDirectory({
    'web.py': 'print("web")\n',
    'worker.py': 'print("worker")\n',
    'grocker.yml': [
      `${syntax}source: .`,
      'image_base_name: baked',
      'entrypoint_name: [python, web.py]',
      'services:',
      '  worker: {entrypoint_name: [python, worker.py]}',
      '',
    ].join('\n'),
  });
  const tag = uniqueTag('bake').replace(/.*:/, '');
  const words = ['bake', '--registry', 'test', '--tag', tag];
  const { stdout } = await grocker(words, { directory });
  const settings = [...caSecret().filter((word) => word !== '--secret')].map((secret) => [
    '--set',
    `*.secrets=${secret}`,
  ]);
  const frontend = frontendArguments().at(-1);
  const argument = frontend === undefined ? [] : ['--set', `*.args.${frontend}`];
  const { stderr } = await buildx(
    ['bake', '--load', ...settings.flat(), ...argument, '--file', '-'],
    { directory, input: stdout },
  );
  expect(stderr).not.toMatch(/^WARNING/m);
  expect(await runImage(`test/baked:${tag}`)).toBe('web\n');
  expect(await runImage(`test/baked-worker:${tag}`)).toBe('worker\n');
  await docker(['image', 'rm', '--force', `test/baked:${tag}`, `test/baked-worker:${tag}`]);
});

test('options of a client for steps reach them', async () => {
  const checks = [
    'import os, resource, socket',
    'limit = resource.getrlimit(resource.RLIMIT_NOFILE)',
    'assert limit == (1234, 2345), limit',
    'memory = os.statvfs("/dev/shm")',
    'assert memory.f_blocks * memory.f_frsize == 96 << 20, memory',
    'assert socket.gethostname() == "stepping", socket.gethostname()',
    'assert "192.0.2.7" in open("/etc/hosts").read()',
    'open("made/done", "w").write("done")',
    '',
  ].join('\n');
  const directory = await temporaryDirectory({
    'check.py': checks,
    'grocker.yml': [
      `${syntax}source: .`,
      'entrypoint_name: [cat, made/done]',
      'steps: [{run: [python, check.py], output: made}]',
      '',
    ].join('\n'),
  });
  const tag = uniqueTag('options');
  await buildGrocker(directory, [
    ...['--ulimit', 'nofile=1234:2345', '--shm-size', '96m', '--add-host', 'a.example:192.0.2.7'],
    ...['--build-arg', 'BUILDKIT_SANDBOX_HOSTNAME=stepping', '--tag', tag, '--load'],
  ]);
  expect(await runImage(tag)).toBe('done');
});
