import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import type { PlannedPackage } from '../../plan/plan.ts';
import { sbomDocument, type BilledImage } from './document.ts';
import type { SpdxDocument } from './spdx.ts';
import { scannedPackages } from '../../../test/support/scanned-packages.ts';
import { spdxMistakes } from '../../../test/support/valid-spdx.ts';

const sha = (digit: string) => digit.repeat(64);

const wheel: PlannedPackage = {
  ...{ kind: 'wheel', name: 'six', version: '1.17.0', role: 'dependency' },
  file: 'six-1.17.0-py2.py3-none-any.whl',
  origin: {
    from: 'url',
    url: 'https://me:secret@files.example/six-1.17.0-py2.py3-none-any.whl?token=secret',
    sha256: sha('a'),
  },
};

const compile = { kind: 'compile', envs: [], configSettings: [], role: 'dependency' } as const;

const packages: readonly PlannedPackage[] = [
  {
    ...compile,
    ...{ name: 'app', version: null, role: 'application', stage: 'interpreter' },
    origin: { from: 'context', path: 'services/app', exclude: [] },
    declared: ['hatchling'],
  },
  wheel,
  {
    ...compile,
    ...{ name: 'fast', version: '2.0', stage: 'compiler' },
    origin: {
      ...{ from: 'url', url: 'https://files.example/fast-2.0.tar.gz', sha256: sha('b') },
      file: 'fast-2.0.tar.gz',
    },
    requirements: [{ ...wheel, name: 'setuptools', version: '80.9.0' }],
  },
  {
    ...compile,
    ...{ name: 'ours', version: null, stage: 'interpreter' },
    origin: {
      ...{ from: 'git', url: 'https://token@git.example.org/ours.git', commit: 'c'.repeat(40) },
      subdirectory: 'python',
    },
  },
];

const found = (name: string, version: string, license: string) => ({
  ...{ name, version, license, place: 'venv' as const, licenseExpression: '' },
  ...{ classifiers: [], requires: [] },
});

const billed: BilledImage = {
  kind: 'image',
  name: 'app',
  version: '1.4.0',
  plan: {
    platform: { os: 'linux', architecture: 'amd64' },
    base: {
      ...{ runtime: 'trixie/3.13', family: 'debian' },
      reference: `docker.io/library/debian:trixie-slim@sha256:${sha('d')}`,
    },
    packages,
    system: {
      interpreter: { requested: [], files: [] },
      root: {
        requested: ['libstdc++6'],
        files: [
          {
            ...{ name: 'libstdc++6', version: '14.2.0-19', architecture: 'amd64', size: 1 },
            ...{ url: 'https://deb.example/pool/libstdc++6.deb', sha256: sha('e') },
          },
        ],
      },
      compiler: { requested: [], files: [] },
    },
  },
  contents: {
    distributions: [
      found('app', '1.4.0', 'our own licence'),
      found('fast', '2.0', 'BSD-3-Clause'),
      found('ours', '0.1', ''),
      { ...found('pip', '25.0', 'MIT'), place: 'base' },
      found('six', '1.17.0', 'MIT'),
    ],
    release: { id: 'debian', version: '13' },
    system: [
      {
        ...{ kind: 'deb', name: 'libc6', version: '2.41-12', architecture: 'amd64' },
        ...{ source: 'glibc', sourceVersion: '2.41-12', license: '' },
      },
      {
        ...{ kind: 'deb', name: 'libstdc++6', version: '14.2.0-19', architecture: 'amd64' },
        ...{ source: 'gcc-14', sourceVersion: '14.2.0-19', license: '' },
      },
    ],
  },
  requirements: new Map([['app', ['fast', 'gone', 'six']]]),
  created: 315532800,
  grockerVersion: '9.0.0',
};

test('a bill of materials is the golden document, and valid', async () => {
  const text = sbomDocument(billed);
  await expect(text).toMatchFileSnapshot('sbom.spdx.json');
  expect(await spdxMistakes(text)).toBe('');
}, 120_000);

test('a scanner finds each package in it', async () => {
  const golden = readFileSync(new URL('sbom.spdx.json', import.meta.url), 'utf8');
  const found = await scannedPackages(golden);
  expect(found).toContain('python six 1.17.0');
  expect(found).toContain('deb libc6 2.41-12');
  const { packages: written } = JSON.parse(golden) as SpdxDocument;
  const purls = written.flatMap(({ externalRefs = [] }) => externalRefs);
  expect(found).toHaveLength(
    purls.filter(({ referenceLocator }) => /^pkg:(?:pypi|deb)\//.test(referenceLocator)).length,
  );
}, 120_000);

test('mistakes of a document are found', async () => {
  const broken = sbomDocument(billed).replaceAll('"BSD-3-Clause"', '"None of These"');
  expect(await spdxMistakes(broken)).toContain('None');
}, 120_000);

test('the document of wheels has no base image', async () => {
  const text = sbomDocument({ ...billed, kind: 'wheels' });
  expect(text).not.toContain('base-image');
  expect(await spdxMistakes(text)).toBe('');
}, 120_000);

test('it contains no credential of a url', () => {
  expect(sbomDocument(billed)).not.toMatch(/secret|token/);
});

test('another image has another namespace; the same image has the same bytes', () => {
  const namespace = (image: BilledImage) =>
    (JSON.parse(sbomDocument(image)) as SpdxDocument).documentNamespace;
  expect(sbomDocument({ ...billed })).toBe(sbomDocument(billed));
  expect(namespace({ ...billed, version: '1.4.1' })).not.toBe(namespace(billed));
});
