import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { ImageContents } from '../../src/result/sbom/contents.ts';
import { runSteps } from '../support/run-steps.ts';

let image = '';

beforeEach(() => {
  image = mkdtempSync(join(tmpdir(), 'grocker-test-'));
});

afterEach(() => {
  rmSync(image, { recursive: true });
});

/** The answer of steps/contents.py for a filesystem with these files. */
async function contents(files: Readonly<Record<string, string>>): Promise<ImageContents> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(image + path), { recursive: true });
    writeFileSync(image + path, text);
  }
  const lines = [
    'import contents, json, sys',
    'image, venv, output = sys.argv[1:]',
    'contents.main({"image": image, "venv": venv}, output)',
    'print(open(output).read())',
  ];
  return (await runSteps(lines, image, '/app/venv', `${image}/answer`)) as ImageContents;
}

const packages = '/app/venv/lib/python3.13/site-packages';

test('distributions are those of the environment and of a Python that no package owns', async () => {
  const { distributions } = await contents({
    [`${packages}/Zope_A-1.0.dist-info/METADATA`]:
      'Name: Zope.A\nVersion: 1.0\nLicense-Expression: MIT\nRequires-Dist: b>1\nRequires-Dist: c\n\nName: no field',
    [`${packages}/d.egg-info/PKG-INFO`]:
      'Name: d\nVersion: 2\nLicense: BSD\nClassifier: License :: Other\nClassifier: Topic :: X\n',
    [`${packages}/f-3.egg-info`]: 'Name: f\nVersion: 3\nSummary: für alle\n',
    [`${packages}/d/_vendor/e-1.dist-info/METADATA`]: 'Name: e\nVersion: 1\n',
    [`${packages}/nameless-1.dist-info/METADATA`]: 'Version: 1\n',
    '/usr/local/lib/python3.13/site-packages/pip-25.dist-info/METADATA': 'Name: pip\nVersion: 25\n',
    '/usr/lib/python3/dist-packages/apt-3.dist-info/METADATA': 'Name: apt\nVersion: 3\n',
  });
  const none = { licenseExpression: '', license: '', classifiers: [], requires: [] };
  expect(distributions).toEqual([
    {
      ...none,
      name: 'd',
      version: '2',
      place: 'venv',
      license: 'BSD',
      classifiers: ['License :: Other'],
    },
    { ...none, name: 'f', version: '3', place: 'venv' },
    { ...none, name: 'pip', version: '25', place: 'base' },
    {
      ...none,
      ...{ name: 'zope-a', version: '1.0', place: 'venv', licenseExpression: 'MIT' },
      requires: ['b>1', 'c'],
    },
  ]);
});

test('installed system packages are read from one status file, or from one file each', async () => {
  const { system, release } = await contents({
    '/etc/os-release': 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="13"\n',
    '/var/lib/dpkg/status': [
      'Package: libstdc++6\nStatus: install ok installed\nArchitecture: amd64\nSource: gcc-14 (14.2.0-19)\nVersion: 14.2.0-19+b1\nDescription: a\n Package: no field\n',
      'Package: gone\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1\n',
      'Package: bash\nStatus: hold ok installed\nArchitecture: amd64\nVersion: 5\n',
    ].join('\n'),
    '/var/lib/dpkg/status.d/base': 'Package: base-files\nArchitecture: all\nVersion: 13\n',
    '/var/lib/dpkg/status.d/base.md5sums': 'Package: no\nVersion: file\n',
  });
  expect(release).toEqual({ id: 'debian', version: '13' });
  expect(system.map((each) => Object.values(each).join(' '))).toEqual([
    'all deb  base-files base-files 13 13',
    'amd64 deb  bash bash 5 5',
    'amd64 deb  libstdc++6 gcc-14 14.2.0-19 14.2.0-19+b1',
  ]);
});

test('system packages of Alpine are those of its database', async () => {
  const { system } = await contents({
    '/lib/apk/db/installed':
      'C:Q1x=\nP:musl\nV:1.2.5-r9\nA:x86_64\nL:MIT\no:musl\nF:lib\nR:P:\n\nP:libcrypto3\nV:3.5-r0\nA:x86_64\nL:Apache-2.0\no:openssl\n\n',
  });
  expect(system).toEqual([
    {
      ...{ kind: 'apk', name: 'libcrypto3', version: '3.5-r0', architecture: 'x86_64' },
      ...{ source: 'openssl', sourceVersion: '3.5-r0', license: 'Apache-2.0' },
    },
    {
      ...{ kind: 'apk', name: 'musl', version: '1.2.5-r9', architecture: 'x86_64' },
      ...{ source: 'musl', sourceVersion: '1.2.5-r9', license: 'MIT' },
    },
  ]);
});
