import { rm } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { plainStyle } from '../../diagnostics/render.ts';
import { command } from '../../../test/support/command.ts';
import { writeLayout, type LayoutImage } from '../../../test/support/oci-layout.ts';
import { differences } from './differences.ts';
import { explainImage } from './explain-image.ts';
import type { Explained } from './explained.ts';
import { htmlReport } from './html-report.ts';
import { layoutDirectory, layoutTarball } from './image-archive.ts';
import { jsonChains } from './json-report.ts';
import { textChains } from './text-chains.ts';
import { textDifferences } from './text-differences.ts';
import { textReport } from './text-report.ts';

const site = 'opt/app.venv/lib/python3.13/site-packages';
const wheel = (name: string, version: string, requires: readonly string[], code: string) => ({
  [`${site}/${name}-${version}.dist-info/METADATA`]: [
    ...['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`],
    ...requires.map((each) => `Requires-Dist: ${each}`),
    '\nName: not-a-header\n',
  ].join('\n'),
  [`${site}/${name}-${version}.dist-info/RECORD`]: `"${name}/a ""b"".py",,\n${name}/__init__.py,,\n${name}-${version}.dist-info/RECORD,,\n`,
  [`${site}/${name}/__init__.py`]: code,
  [`${site}/${name}/a "b".py`]: '1\n',
  [`${site}/${name}/__pycache__/__init__.cpython-313.pyc`]: `byte code of ${code}`,
});

const debian = {
  bin: '→ usr/bin',
  'usr/bin/tool': 'x'.repeat(9000),
  'usr/share/doc/tool': 'x'.repeat(9000),
  'var/lib/dpkg/info/tool:amd64.list': '/.\n/bin/tool\n/usr/share/doc/tool\n',
  'var/lib/dpkg/info/libtool9.list': '/.\n',
  'var/lib/dpkg/status': [
    'Package: tool\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.2\nDepends: libtool (>= 9) |\n other, libc',
    'Package: libtool9\nStatus: install ok installed\nArchitecture: amd64\nVersion: 9\nProvides: libtool (= 9)',
    'Package: past\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1',
    '',
  ].join('\n\n'),
};

const image: LayoutImage = {
  layers: [
    ['debian', debian],
    [
      'flask, werkzeug',
      {
        ...wheel('flask', '3.1.0', ['Werkzeug>=3', 'asgiref; extra == "async"'], 'flask\n'),
        ...wheel('werkzeug', '3.1.9', ['colorama; sys_platform == "win32"'], 'y'.repeat(20_000)),
        'usr/share/doc/.wh.tool': '',
      },
    ],
    ['source: .', { 'home/grocker/app.py': 'app\n', [`home/${'long/'.repeat(40)}name`]: 'far\n' }],
  ],
  config: {
    Env: ['LANG=C.UTF-8'],
    Labels: { 'grocker.app.name': 'shop' },
    User: '1000:1000',
  },
  sbom: [
    {
      name: 'flask',
      downloadLocation: 'https://files.example/flask.whl',
      licenseDeclared: 'BSD-3-Clause',
      externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:pypi/flask@3.1.0' }],
    },
  ],
};

async function explained(of: LayoutImage, name = 'image'): Promise<Explained> {
  const directory = await mkdtemp(join(tmpdir(), 'grocker-explain-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return explainImage(layoutDirectory(await writeLayout(directory, of)), { name });
}

const partNames = ({ layers }: Explained) =>
  layers.map(({ title, parts }) => [
    title,
    parts.map(({ name, package: owner, files }) => `${owner?.kind ?? 'files'} ${name}: ${files}`),
  ]);

test('every file of a layer is one of a package, by the databases of the finished image, or of a directory', async () => {
  const found = await explained(image);
  expect(partNames(found)).toEqual([
    // Files that a layer above has removed belong to no package.
    ['debian', ['deb tool: 2', 'files /usr/share: 1', 'files /var/lib: 1', 'deb libtool9: 1']],
    ['flask, werkzeug', ['python werkzeug: 5', 'python flask: 5', 'files /usr/share: 1']],
    ['source: .', ['files /home/grocker: 1', 'files /home/long: 1']],
  ]);
  expect(found).toMatchObject({
    platform: 'linux/amd64',
    application: 'shop',
    settings: { 'env LANG': 'C.UTF-8', 'label grocker.app.name': 'shop', user: '1000:1000' },
    duplicates: [{ why: 'replaced', paths: ['usr/share/doc/tool'], wasted: 9000 }],
  });
  for (const { unpacked, compressed, contents } of found.layers) {
    expect(unpacked).toBe([...contents.values()].reduce((sum, each) => sum + (each.size ?? 0), 0));
    expect(compressed).toBeGreaterThan(0);
  }
});

test('a layer that is stored unpacked has its compressed size too', async () => {
  const [packed, plain] = [await explained(image), await explained({ ...image, isPlain: true })];
  for (const [at, { compressed, unpacked, key }] of plain.layers.entries()) {
    expect(compressed).toBe(packed.layers[at]?.compressed);
    expect(unpacked).toBe(packed.layers[at]?.unpacked);
    expect(key).toBe(packed.layers[at]?.key);
  }
});

test('a tarball of a layout, and one of an older Docker, give the same report as the layout', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'grocker-explain-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeLayout(join(directory, 'layout'), image);
  const file = join(directory, 'image.tar');
  await command('tar', ['--create', '--file', file, '--directory', join(directory, 'layout'), '.']);
  const found = await explainImage(await layoutTarball(file), { name: 'image' });
  expect(found).toStrictEqual(await explained(image));
});

test('a package is listed with the packages that require it, from the application down', async () => {
  const found = await explained(image);
  const named = (name: string) => {
    const wanted = found.packages.find((each) => each.name === name);
    return wanted ?? expect.fail(name);
  };
  expect(jsonChains(found, named('werkzeug')).chains).toEqual([['flask', 'werkzeug']]);
  expect(textChains(found, named('werkzeug'))).toContain('  shop → flask 3.1.0 → werkzeug 3.1.9\n');
  expect(textChains(found, named('libtool9'))).toContain('  tool 1.2 → libtool9 9\n');
  expect(textChains(found, named('flask'))).toMatch(
    /^flask 3\.1\.0, in layer 2, .*\n {2}licence: BSD-3-Clause\n {2}from: https:\/\/files\.example\/flask\.whl\n {2}shop → flask 3\.1\.0\n$/,
  );
});

test('the report has each layer, the largest files and the duplicates', async () => {
  const text = textReport(await explained(image), plainStyle);
  expect(text).toMatch(
    /3 layers, 2 Python packages, 2 system packages: .* compressed, .* unpacked/,
  );
  const one = { ...(await explained(image)), packages: [] };
  expect(textReport({ ...one, layers: one.layers.slice(0, 1) }, plainStyle)).toContain(
    '\n1 layer, 0 Python packages, 0 system packages: ',
  );
  expect(text).toMatch(/^ {2}2 +\S+ \w?B +\S+ \w?B {2}flask, werkzeug$/m);
  expect(text).toMatch(/^ +9\.0 kB {2}replaced by a layer above {2}usr\/share\/doc\/tool$/m);
});

const newer: LayoutImage = {
  ...image,
  layers: [
    ['debian', debian],
    [
      'flask, werkzeug',
      {
        ...wheel('flask', '3.1.0', ['Werkzeug>=3'], 'flask\n'),
        ...wheel('werkzeug', '3.2.0', [], 'z'.repeat(20_500)),
        'usr/share/doc/.wh.tool': '',
      },
    ],
    ['source: .', { 'home/grocker/app.py': 'another\n', 'home/grocker/new.py': '' }],
    ['keep /static', { 'static/a.css': '' }],
  ],
  config: { ...image.config, User: '1001:1001' },
};

test('a comparison of two images lists new layers, and the packages, files and settings that changed', async () => {
  const [before, after] = [await explained(image, 'old'), await explained(newer, 'new')];
  const found = differences(before, after);
  expect(found.layers.map(({ title, state, growth }) => [title, state, growth])).toEqual([
    ['debian', 'same', 0],
    ['flask, werkzeug', 'new', expect.any(Number)],
    ['source: .', 'new', expect.any(Number)],
    ['keep /static', 'new', 0],
  ]);
  const text = textDifferences(before, after, found, plainStyle);
  expect(text).toMatch(/^old .* → {2}new .*$/m);
  expect(text).toMatch(/^1 of 4 layers are the same; 3 new, .* to pull\.$/m);
  expect(text).toMatch(/^Layer 2 is new: flask, werkzeug.*\n {2}werkzeug: 3\.1\.9 → 3\.2\.0$/m);
  expect(text).toContain('    ~ /home/grocker/app.py\n');
  expect(text).toContain('    + /home/grocker/new.py\n');
  expect(text).toMatch(/^Layer 4 is new: keep \/static.*\n {2}it did not exist before$/m);
  expect(text).toContain('  user: 1000:1000 → 1001:1001\n');
});

test('the page of an image has each package, loads nothing and escapes every name', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const [, ...rest] = image.layers;
  const found = await explained({ ...image, layers: [[hostile, debian], ...rest] });
  const page = await htmlReport(found, undefined);
  for (const { name } of found.packages) expect(page).toContain(`<td>${name}</td>`);
  expect(page).not.toContain('<img');
  expect(page).not.toMatch(/\b(?:src|href)="(?!#)|@import|url\(/);
});
