import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

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

const printing = [
  `${syntax}runtime: trixie/3.13`,
  'source: {path: ., include: [app.py]}',
  'args: {WORD: own}',
  'envs: {WORD: "${WORD}"}',
  'entrypoint_name: [python, app.py]',
].join('\n');

test('bake takes targets that inherit, a matrix, and files of another target', async () => {
  const directory = await temporaryDirectory({
    'app.py':
      'import os, sys\nprint(os.environ["WORD"], *sys.argv[1:], *sorted(os.listdir("static")))\n',
    'one.txt': 'one\n',
    'grocker.yml': [
      printing,
      'files: [{from: assets, path: ., to: static}]',
      'services: {worker: {cmd: [worker]}}',
      '',
    ].join('\n'),
  });
  const [web, worker, assets] = [uniqueTag('web'), uniqueTag('worker'), uniqueTag('assets')];
  const [frontend] = frontendArguments().slice(-1);
  const bake = {
    group: { default: { targets: ['service'] } },
    target: {
      common: {
        dockerfile: 'grocker.yml',
        args: {
          WORD: 'inherited',
          ...(frontend !== undefined && { BUILDKIT_SYNTAX: frontend.replace(/^[^=]*=/, '') }),
        },
        secret: caSecret().filter((word) => word !== '--secret'),
        labels: { 'com.example.team': 'harbour' },
        contexts: { assets: 'target:assets' },
        output: ['type=docker'],
      },
      service: {
        name: 'service-${item.name}',
        inherits: ['common'],
        matrix: {
          item: [
            { name: 'web', stage: 'runner', tag: web },
            { name: 'worker', stage: 'worker', tag: worker },
          ],
        },
        target: '${item.stage}',
        tags: ['${item.tag}'],
      },
      assets: {
        'dockerfile-inline': 'FROM scratch\nCOPY one.txt /\n',
        tags: [assets],
      },
    },
  };
  await buildx(['bake', '--allow', 'fs.read=*', '--file', '-'], {
    directory,
    input: JSON.stringify(bake),
  });
  expect(await runImage(web)).toBe('inherited one.txt\n');
  expect(await runImage(worker)).toBe('inherited worker one.txt\n');
  const { stdout } = await docker(['image', 'inspect', web, '--format', '{{json .Config.Labels}}']);
  expect(JSON.parse(stdout)).toMatchObject({ 'com.example.team': 'harbour' });
});

test('annotations are where the client wants them, and its files name the image', async () => {
  const directory = await temporaryDirectory({
    'app.py': 'print("app")\n',
    'grocker.yml': `${printing}\n`,
  });
  const at = (name: string) => join(directory, 'out', name);
  await buildGrocker(directory, [
    ...['--build-arg', 'BUILDKIT_MULTI_PLATFORM=1', '--provenance=false'],
    ...['--annotation', 'com.example.plain=a', '--annotation', 'manifest:com.example.manifest=b'],
    ...['--annotation', 'index:com.example.index=c'],
    ...['--annotation', 'manifest-descriptor:com.example.descriptor=d'],
    ...['--iidfile', join(directory, 'iid'), '--metadata-file', join(directory, 'metadata.json')],
    ...['--output', `type=oci,tar=false,dest=${at('')}`],
  ]);
  const blob = async (digest = '') => read(at(`blobs/${digest.replace(':', '/')}`));
  const [listed] = (await read(at('index.json'))).manifests ?? [];
  const index = await blob(listed?.digest);
  const [described] = index.manifests ?? [];
  const manifest = await blob(described?.digest);
  expect(index.annotations).toEqual({ 'com.example.index': 'c' });
  expect(described?.annotations).toEqual({ 'com.example.descriptor': 'd' });
  expect(manifest.annotations).toMatchObject({
    'com.example.plain': 'a',
    'com.example.manifest': 'b',
    'org.opencontainers.image.base.name': 'docker.io/library/debian:trixie-slim',
  });
  expect(await readFile(join(directory, 'iid'), 'utf8')).toBe(listed?.digest);
  const metadata = await readFile(join(directory, 'metadata.json'), 'utf8');
  expect(JSON.parse(metadata)).toMatchObject({ 'containerimage.digest': listed?.digest });
});

test('steps without a network that need one are an error whose remedy is the option', async () => {
  const directory = await temporaryDirectory({
    'app.py': '',
    'grocker.yml': `${printing}\n`,
  });
  const args = ['--network', 'none', '--output', 'type=cacheonly'];
  const { stderr } = await buildGrocker(directory, args, { statuses: [1] });
  expect(stderr).toMatch(/^ERROR: .*grocker\.yml:2:10: apt .* · Leave out `--network none`/m);
});

interface Descriptor {
  readonly digest: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An index or a manifest of OCI. */
async function read(path: string) {
  return JSON.parse(await readFile(path, 'utf8')) as Omit<Descriptor, 'digest'> & {
    readonly manifests?: readonly Descriptor[];
  };
}
