import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { command } from '../support/command.ts';
import {
  buildx,
  docker,
  engineEnvironment,
  type Files,
  frontendArguments,
  hostNetwork,
  registry,
  runImage,
  sharesLoopback,
  temporaryDirectory,
  uniqueTag,
} from '../support/engine.ts';
import {
  downloadWheels,
  makeAuthority,
  pythonWith,
  servePrivateIndex,
  writeExtensionSdist,
  writeWheel,
  type PrivateIndex,
} from '../support/private-index.ts';
import { attestations } from '../support/image.ts';
import { findSecret } from '../support/secret-scan.ts';

// Two indexes that ask for passwords, behind a certificate of their own authority: the daemon cannot
// open them, and steps that have the secrets do. The files of a test are like no others, so that
// no builder has them already.

const builder = engineEnvironment()['GROCKER_BUILDKIT'] ?? '';

const password = `s3cr3t-${randomBytes(12).toString('hex')}`;
const user = 'ann';
const work = mkdtempSync(join(tmpdir(), 'grocker-index-'));
const place = (name: string) => join(work, name);
let main: PrivateIndex;
let second: PrivateIndex;

/** New packages for a test, which no builder has. */
interface Packages {
  /** A wheel of the first index. */
  readonly greeting: string;
  /** An extension module, an sdist there. */
  readonly answering: string;
  /** A wheel of the second index. */
  readonly parting: string;
}

function newPackages(): Packages {
  const mark = randomBytes(4).toString('hex');
  const names = {
    greeting: `greeting${mark}`,
    answering: `answering${mark}`,
    parting: `parting${mark}`,
  };
  writeWheel(place('main'), names.greeting);
  writeExtensionSdist(place('main'), names.answering);
  writeWheel(place('second'), names.parting);
  return names;
}

/** An application that needs a wheel and something that has to be compiled; it prints both. */
function compiling({ greeting, answering }: Packages): Files {
  return needing([greeting, answering], `${greeting}.text, ${answering}.answer()`);
}

/** An application that needs a wheel of each index. */
function wheelsOfBoth({ greeting, parting }: Packages): Files {
  return needing([greeting, parting], `${greeting}.text, ${parting}.text`);
}

function needing(names: readonly string[], printed: string): Files {
  return {
    'pyproject.toml': [
      '[build-system]',
      'requires = ["setuptools"]',
      'build-backend = "setuptools.build_meta"',
      '[project]',
      'name = "app"',
      'version = "1.0"',
      'requires-python = ">=3.9"',
      `dependencies = ${JSON.stringify(names.map((name) => `${name}==1.0`))}`,
      '',
    ].join('\n'),
    'src/app/__init__.py': '',
    'src/app/__main__.py': `import ${names.join(', ')}; print(${printed})\n`,
  };
}

function definition(...lines: readonly string[]): Files {
  const text = ['# syntax=org/grocker-frontend', 'runtime: trixie/3.13', ...lines];
  return { 'grocker.yml': text.join('\n') + '\n' };
}

type Secrets = Readonly<Record<string, string>>;

function secretArguments(secrets: Secrets): readonly string[] {
  const all = { 'ca-certificates': place('authorities.pem'), ...secrets };
  return Object.entries(all).flatMap(([id, file]) => ['--secret', `id=${id},src=${file}`]);
}

/** A secret's file with this content. */
async function secretFile(name: string, text: string): Promise<string> {
  return join(await temporaryDirectory({ [name]: text }), name);
}

function build(
  directory: string,
  secrets: Secrets,
  args: readonly string[],
  statuses: readonly number[] = [0],
) {
  return buildx(
    [
      ...['build', '--file', 'grocker.yml', ...frontendArguments(), ...hostNetwork],
      ...[...secretArguments(secrets), ...args, '.'],
    ],
    { directory, statuses, environment: { BUILDX_METADATA_PROVENANCE: 'max' } },
  );
}

/** Builds and loads an image; returns a directory with all of its output, to be scanned. */
async function buildAndKeep(directory: string, secrets: Secrets, tag: string) {
  const kept = await temporaryDirectory();
  const at = (name: string) => join(kept, name);
  const { stderr } = await build(directory, secrets, [
    ...['--tag', tag, '--provenance=mode=max', '--sbom=false'],
    ...['--metadata-file', at('metadata.json')],
    ...['--cache-to', `type=local,dest=${at('cache')},mode=max`],
    ...['--build-arg', 'BUILDKIT_INLINE_CACHE=1'],
  ]);
  writeFileSync(at('log'), stderr);
  await docker(['image', 'save', '--output', at('image.tar'), tag]);
  const inspected = await docker(['image', 'inspect', tag]);
  const history = await docker(['history', '--no-trunc', '--format', 'json', tag]);
  writeFileSync(at('config'), inspected.stdout + history.stdout);
  const plan = ['--target', 'plan', '--output', `type=local,dest=${at('plan')}`];
  const planned = await build(directory, secrets, plan);
  appendFileSync(at('log'), planned.stderr);
  return { kept, stderr };
}

/** Pushes the image with everything that can be attached, and keeps that and the progress in the form for programs. */
async function pushAndKeep(directory: string, secrets: Secrets, kept: string) {
  const repository = `test/canary-${randomBytes(4).toString('hex')}`;
  const { stderr } = await build(directory, secrets, [
    ...['--progress', 'rawjson', '--provenance=mode=max', '--sbom=true'],
    ...['--tag', `${registry()}/${repository}:latest`, '--push'],
  ]);
  writeFileSync(join(kept, 'rawjson'), stderr);
  const types = ['https://spdx.dev/Document', 'https://slsa.dev/provenance/v1', PROVENANCE_0_2];
  const attached = await Promise.all(types.map((type) => attestations(repository, 'latest', type)));
  const [bill = [], ...provenance] = attached;
  writeFileSync(join(kept, 'sbom'), bill.join('\n'));
  writeFileSync(join(kept, 'provenance'), provenance.flat().join('\n'));
}

/** The form of provenance before BuildKit 0.24. */
const PROVENANCE_0_2 = 'https://slsa.dev/provenance/v0.2';

const entrypoint = 'entrypoint_name: [python, -m, app]';

describe.runIf(sharesLoopback())('an index with a password and an authority of its own', () => {
  beforeAll(async () => {
    const python = pythonWith(place('python'), ['pypiserver[passlib]==2.4.2', 'uv==0.13.9']);
    const authority = makeAuthority(work);
    const bundle = engineEnvironment()['GROCKER_CA_BUNDLE'] ?? '';
    const others = bundle === '' ? '' : readFileSync(bundle, 'utf8');
    writeFileSync(place('authorities.pem'), others + readFileSync(authority.certificate, 'utf8'));
    downloadWheels(python, place('main'), ['setuptools==80.9.0']);
    mkdirSync(place('second'));
    const settings = { authority, user, password };
    main = await servePrivateIndex(python, place('main'), { ...settings, name: '127.0.0.1' });
    second = await servePrivateIndex(python, place('second'), { ...settings, name: 'localhost' });
    writeFileSync(
      place('netrc'),
      ['127.0.0.1', 'localhost']
        .map((name) => `machine ${name} login ${user} password ${password}\n`)
        .join(''),
    );
  });

  afterAll(() => {
    main.stop();
    second.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test('opens with the secret netrc, and the password is nowhere', async () => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...compiling(packages),
      ...definition(`index: {url: "${main.url}"}`, entrypoint),
    });
    const tag = uniqueTag('private');
    const { kept, stderr } = await buildAndKeep(directory, { netrc: place('netrc') }, tag);
    expect(stderr).toContain(`[wheels] fetch ${packages.greeting}-1.0-py3-none-any.whl`);
    expect(await runImage(tag)).toBe(`${packages.greeting} 42\n`);
    await pushAndKeep(directory, { netrc: place('netrc') }, kept);
    // They tell of the packages, so that they would tell of the password.
    for (const name of ['rawjson', 'sbom', 'provenance']) {
      expect(readFileSync(join(kept, name), 'utf8')).toContain(packages.greeting);
    }
    // As docs/security.md says of the definition.
    expect(findSecret(join(kept, 'provenance'), entrypoint)).not.toEqual([]);
    expect(findSecret(kept, password)).toEqual([]);
  });

  test('the scan finds a password that a project gives away', async () => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...compiling(packages),
      'src/app/secret.py': `password = "${password}"\n`,
      ...definition(
        `index: {url: "${main.url}"}`,
        `compile: {${packages.answering}: {envs: {PASSWORD: "${password}"}}}`,
        `labels: {password: "${password}"}`,
        entrypoint,
      ),
    });
    const { kept } = await buildAndKeep(directory, { netrc: place('netrc') }, uniqueTag('private'));
    const found = findSecret(kept, password).map((each) => each.slice(kept.length + 1));
    const places = [
      /^cache\/blobs\/sha256\/[0-9a-f]+!!app-1\.0-.*\.whl!app\/secret\.py$/,
      /^config$/,
      /^image\.tar!blobs\/sha256\/[0-9a-f]+!?!opt\/app\.venv\/.*\/app\/secret\.py$/,
      /^metadata\.json$/,
      /^plan\/plan\.json$/,
      /^plan\/facts\.json$/,
    ];
    for (const one of places) expect(found).toContainEqual(expect.stringMatching(one));
  });

  test.each(['pip.conf', 'pip_conf'])('opens with the secret %s, extra indexes too', async (id) => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...wheelsOfBoth(packages),
      ...definition(entrypoint),
    });
    const text = `[global]\nindex-url = ${main.urlWithPassword}\nextra-index-url =\n  ${second.urlWithPassword}\n`;
    await expectClean(
      directory,
      { [id]: await secretFile('pip.conf', text) },
      `${packages.greeting} ${packages.parting}`,
    );
  });

  test('opens with the secret uv.toml, extra indexes too', async () => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...wheelsOfBoth(packages),
      ...definition(entrypoint),
    });
    const text = [
      ...['[[index]]', 'name = "other"', `url = "${second.urlWithPassword}"`],
      ...['[[index]]', 'name = "main"', `url = "${main.urlWithPassword}"`, 'default = true', ''],
    ].join('\n');
    await expectClean(
      directory,
      { 'uv.toml': await secretFile('uv.toml', text) },
      `${packages.greeting} ${packages.parting}`,
    );
  });

  test.each(['pip.conf', 'uv.toml'])('of grocker.yml has its password from %s', async (id) => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...wheelsOfBoth(packages),
      ...definition(`index: {url: "${main.url}", extra: ["${second.url}"]}`, entrypoint),
    });
    const text = {
      'pip.conf': `[global]\nindex-url = ${main.urlWithPassword}\nextra-index-url = ${second.urlWithPassword}\n`,
      'uv.toml': `index-url = "${main.urlWithPassword}"\nextra-index-url = ["${second.urlWithPassword}"]\n`,
    };
    const file = await secretFile(id, text[id as keyof typeof text]);
    await expectClean(directory, { [id]: file }, `${packages.greeting} ${packages.parting}`);
  });

  test.each(['pip.conf', 'uv.toml'])('opens as a page of links that %s names', async (id) => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...wheelsOfBoth(packages),
      ...definition(`index: {url: "${main.url}"}`, entrypoint),
    });
    const page = second.urlWithPassword.replace(/simple$/, 'packages/');
    const text = {
      'pip.conf': `[global]\nindex-url = ${main.urlWithPassword}\nfind-links = ${page}\n`,
      'uv.toml': `index-url = "${main.urlWithPassword}"\nfind-links = ["${page}"]\n`,
    };
    const file = await secretFile(id, text[id as keyof typeof text]);
    await expectClean(directory, { [id]: file }, `${packages.greeting} ${packages.parting}`);
  });

  test('is locked, and built from the locks', async () => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...compiling(packages),
      ...definition(`index: {url: "${main.url}"}`, entrypoint),
    });
    const secrets = { netrc: place('netrc') };
    const kept = await temporaryDirectory();
    const output = [
      ...['--target', 'lock', '--output', `type=local,dest=${directory}`],
      ...['--provenance', 'mode=max', '--cache-to', `type=local,mode=max,dest=${kept}`],
    ];
    const { stderr } = await build(directory, secrets, output);
    expect(readdirSync(directory)).toContain('provenance.json');
    // The files are not made by steps: nothing of them gets into a cache.
    expect(readdirSync(kept)).toEqual([]);
    const pylock = readFileSync(join(directory, 'pylock.toml'), 'utf8');
    expect(pylock).toContain(
      `https://${main.host}/packages/${packages.greeting}-1.0-py3-none-any.whl`,
    );
    expect(findSecret(directory, password)).toEqual([]);
    expect(stderr).not.toContain(password);
    await expectClean(directory, secrets, `${packages.greeting} 42`);
  });

  test('is built from a uv.lock', async () => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...compiling(packages),
      'pyproject.toml': [
        compiling(packages)['pyproject.toml'],
        ...['[[tool.uv.index]]', 'name = "company"', `url = "${main.url}"`, 'default = true', ''],
      ].join('\n'),
      ...definition(`index: {url: "${main.url}"}`, entrypoint),
    });
    await command(place('python/bin/uv'), ['lock'], {
      directory,
      environment: {
        ...{ NETRC: place('netrc'), SSL_CERT_FILE: place('authorities.pem') },
        UV_CACHE_DIR: place('uv-cache'),
      },
    });
    await expectClean(directory, { netrc: place('netrc') }, `${packages.greeting} 42`);
  });

  test('has its password in no word of a build that fails', async () => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...compiling(packages),
      ...definition(
        `compile: {${packages.answering}: {envs: {CC: no-compiler-of-this-name}}}`,
        entrypoint,
      ),
    });
    const urls = `[global]\nindex-url = ${main.urlWithPassword}\n`;
    const secrets = {
      netrc: place('netrc'),
      'pip.conf': await secretFile('pip.conf', urls),
      'uv.toml': await secretFile('uv.toml', `index-url = "${main.urlWithPassword}"\n`),
    };
    const kept = await temporaryDirectory();
    const output = ['--progress', 'rawjson', '--output', 'type=cacheonly'];
    const { stderr } = await build(directory, secrets, output, [1]);
    writeFileSync(join(kept, 'rawjson'), stderr);
    expect(stderr).toContain('compile-failed');
    expect(stderr).toContain('no-compiler-of-this-name');
    expect(findSecret(kept, password)).toEqual([]);
  });

  test('with its password in grocker.yml, or in a requirements file, is an error', async () => {
    const packages = newPackages();
    const output = ['--output', 'type=cacheonly'];
    const written = await temporaryDirectory({
      ...compiling(packages),
      ...definition(`index: {url: "${main.urlWithPassword}"}`, entrypoint),
    });
    const refused = `the url of ${main.host} contains a password or token, which would be in the build cache`;
    const inDefinition = await build(written, {}, output, [1]);
    expect(inDefinition.stderr).toContain(`grocker.yml:3:14: ${refused}`);
    const listed = await temporaryDirectory({
      'app.py': '',
      'requirements.txt': `--index-url ${main.urlWithPassword}\n${packages.greeting}==1.0\n`,
      ...definition('source: .', 'lock: requirements.txt', 'entrypoint_name: [python, app.py]'),
    });
    const inRequirements = await build(listed, {}, output, [1]);
    expect(inRequirements.stderr).toContain(`requirements.txt:1:13: ${refused}`);
  });

  test('has the files of hashed requirements', async () => {
    const packages = newPackages();
    const names = [packages.greeting, packages.parting];
    const files = [
      place(`main/${packages.greeting}-1.0-py3-none-any.whl`),
      place(`second/${packages.parting}-1.0-py3-none-any.whl`),
    ];
    const hashes = files.map((file) =>
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    );
    const directory = await temporaryDirectory({
      'app.py': `import ${names.join(', ')}; print(${names.map((name) => `${name}.text`).join(', ')})\n`,
      'requirements.txt': names
        .map((name, at) => `${name}==1.0 --hash=sha256:${hashes[at] ?? ''}\n`)
        .join(''),
      ...definition(
        ...['source: app.py', 'lock: requirements.txt', 'entrypoint_name: [python, app.py]'],
        `index: {url: "${main.url}", extra: ["${second.url}"]}`,
      ),
    });
    await expectClean(directory, { netrc: place('netrc') }, names.join(' '));
  });

  test.runIf(builder)('opens on BuildKit without Docker', async () => {
    const packages = newPackages();
    const directory = await temporaryDirectory({
      ...compiling(packages),
      ...definition(`index: {url: "${main.url}"}`, entrypoint),
    });
    const kept = await temporaryDirectory();
    const at = (name: string) => join(kept, name);
    // Its containers are on the machine's network.
    const { stderr } = await buildx(
      [
        ...['build', '--builder', builder, '--file', 'grocker.yml', ...frontendArguments()],
        ...['--provenance=mode=max', '--sbom=false'],
        ...[...secretArguments({ netrc: place('netrc') }), '--metadata-file', at('metadata.json')],
        ...['--output', `type=oci,dest=${at('image.tar')}`, '.'],
      ],
      { directory, environment: { BUILDX_METADATA_PROVENANCE: 'max' } },
    );
    writeFileSync(at('log'), stderr);
    expect(stderr).toContain(`[wheels] fetch ${packages.greeting}-1.0-py3-none-any.whl`);
    expect(findSecret(kept, packages.answering)).toContain(at('metadata.json'));
    expect(findSecret(kept, password)).toEqual([]);
  });

  test.each(['netrc', 'pip.conf', 'uv.toml'])(
    'that %s does not open is an error with the remedy and no password',
    async (id) => {
      const packages = newPackages();
      const directory = await temporaryDirectory({
        ...compiling(packages),
        ...definition(`index: {url: "${main.url}"}`, entrypoint),
      });
      const wrong = `${password}-old`;
      const url = main.urlWithPassword.replace(password, wrong);
      const text = {
        netrc: `machine 127.0.0.1 login ${user} password ${wrong}\n`,
        'pip.conf': `[global]\nindex-url = ${url}\n`,
        'uv.toml': `index-url = "${url}"\n`,
      };
      const file = await secretFile(id, text[id as keyof typeof text]);
      const kept = await temporaryDirectory();
      const output = ['--output', 'type=cacheonly'];
      const { stderr } = await build(directory, { [id]: file }, output, [1]);
      writeFileSync(join(kept, 'log'), stderr);
      expect(stderr).toMatch(
        /ERROR: .*pyproject\.toml:8:\d+: .* returned a 403 Forbidden error.* · Give the user and password of the index/,
      );
      expect(findSecret(kept, password)).toEqual([]);
    },
  );
});

/** Builds and runs an image, and looks for the password in all of its output. */
async function expectClean(directory: string, secrets: Secrets, printed: string) {
  const tag = uniqueTag('private');
  const { kept } = await buildAndKeep(directory, secrets, tag);
  expect(await runImage(tag)).toBe(`${printed}\n`);
  expect(findSecret(kept, password)).toEqual([]);
}
