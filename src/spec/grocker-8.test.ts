import { describe, expect, it } from 'vitest';
import { SourceText } from '../diagnostics/source-text.ts';
import { parseSpec } from './parse-spec.ts';

/** Every key that Grocker 8 read or documented, in a file as its users wrote them. */
const file = `---
runtime: bookworm/3.12
pip_constraint: constraints.txt
volumes: ['/data', '/config']
ports: [8080, "53/udp"]
env:
  DJANGO_SETTINGS_MODULE: my.settings
envs:
  WORKERS: 4
repositories:
  nginx:
    uri: deb https://packages.example/mainline/debian/ bookworm nginx
    key: |
      -----BEGIN PGP PUBLIC KEY BLOCK-----
      Version: GnuPG v2.0.22 (GNU/Linux)

      mQENBE5OmmIBCAD+FPYKGriGGf7NqwKfWC83cBV01gabgVWQmZbMcFzeW+hMsgxH
      =oyVG
      -----END PGP PUBLIC KEY BLOCK-----
dependencies:
  run:
    - libzbar0
  build:
    - libzbar-dev
docker_image_prefix: docker.example:5000
image_base_name: my-app
entrypoint_name: my-runner
manifest: no
runtimes:
  bookworm/3.12-slim:
    image: python:3.12-slim-bookworm
    runtime: debian
    dependencies:
      run: []
      build:
        - build-essential
  alpine/edge:
    image: alpine:3.20
    runtime: alpine
    dependencies:
      run: [python3]
      build: [alpine-sdk, python3-dev]
    deprecated: true
`;

const parse = (text: string, ...more: readonly string[]) =>
  parseSpec(new SourceText('.grocker.yml', text), {
    files: more.map((other, index) => new SourceText(`${index}.yml`, other)),
  });

describe('a file of Grocker 8', () => {
  it('is read without a diagnostic', () => {
    const { spec, diagnostics } = parse(file);
    expect(diagnostics).toStrictEqual([]);
    expect(spec?.runtime.image).toBe('python:3.12-slim-bookworm');
    expect(spec?.image).toMatchObject({
      entrypoint: { value: ['my-runner'] },
      volumes: ['/config', '/data'],
      ports: ['53/udp', '8080/tcp'],
      envs: [
        { name: 'WORKERS', value: '4' },
        { name: 'DJANGO_SETTINGS_MODULE', value: 'my.settings' },
      ],
    });
    expect(spec?.naming).toStrictEqual({ prefix: 'docker.example:5000', baseName: 'my-app' });
    expect(spec?.repositories.map(({ id }) => id)).toStrictEqual(['nginx']);
  });

  it('may have its own runtimes, the older ones too', () => {
    const { spec } = parse(file, 'runtime: alpine/edge\n');
    expect(spec?.runtime).toMatchObject({
      image: 'alpine:3.20',
      family: 'alpine',
      run: [{ value: 'python3' }],
      build: [{ value: 'alpine-sdk' }, { value: 'python3-dev' }],
      deprecated: 'alpine/edge is marked as deprecated',
    });
  });

  it.each(['buster/3.9', 'buster/3.10', 'bookworm/3.10', 'bookworm/3.12', 'alpine/3'])(
    'may name the runtime %s',
    (runtime) => {
      const { spec, diagnostics } = parse(`runtime: ${runtime}\n`);
      expect(diagnostics).toStrictEqual([]);
      expect(spec?.runtime.name).toBe(runtime);
    },
  );

  it.each([['jessie/2.7'], ['jessie/3.4'], ['stretch/3.5']])(
    'reports that the runtime %s is gone',
    (runtime) => {
      expect(parse(`runtime: ${runtime}\n`).diagnostics).toMatchObject([
        { code: 'unknown-runtime', message: expect.stringContaining('has ended') as string },
      ]);
    },
  );

  it('may leave names and the constraint empty', () => {
    const text =
      "docker_image_prefix: ''\nimage_base_name: ''\npip_constraint: ''\nvolumes: []\nenvs: {}\n";
    const { spec, diagnostics } = parse(text);
    expect(diagnostics).toStrictEqual([]);
    expect([spec?.naming, spec?.pipConstraint]).toStrictEqual([{}, undefined]);
  });

  it('may be several, which merge', () => {
    const { spec } = parse(
      file,
      'ports: [80]\nenvs: {WORKERS: 8}\n',
      'dependencies: {run: [libpq5]}\nvolumes:\n',
    );
    expect([spec?.image.ports, spec?.image.volumes, spec?.image.envs[0]?.value]).toStrictEqual([
      ['80/tcp'],
      [],
      '8',
    ]);
    expect([spec?.dependencies.run, spec?.dependencies.build]).toMatchObject([
      [{ value: 'libpq5' }],
      [{ value: 'libzbar-dev' }],
    ]);
  });

  it('may have the older list of dependencies, alone or over a mapping', () => {
    const { spec } = parse(file, 'dependencies:\n  - libpq5: [libpq-dev]\n  - curl\n');
    expect([spec?.dependencies.run, spec?.dependencies.build]).toMatchObject([
      [{ value: 'libpq5' }, { value: 'curl' }],
      [{ value: 'libpq-dev' }],
    ]);
  });
});
