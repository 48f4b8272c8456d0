import { expect, test } from 'vitest';
import { condaPackages } from './conda-packages.ts';

const read = (name: string, text: string) =>
  condaPackages({ paths: [name], texts: new Map([[name, text]]) }, '.')?.requirements;

test('specifications of conda are requirements, without what is no Python package', () => {
  const text = `name: shop
dependencies:
  - python=3.11
  - conda-forge::flask=2.0
  - numpy=1.26.4=py311h64a7726_0
  - pandas >=2,<3
  - Werkzeug==2.2.2
  - pytorch
  - libgdal
  - pip:
      - httpx[http2]==0.27.0
      - -r more.txt
`;
  expect(read('environment.yml', text)).toStrictEqual([
    ...['flask==2.0.*', 'numpy==1.26.4', 'pandas>=2,<3', 'Werkzeug==2.2.2', 'torch'],
    'httpx[http2]==0.27.0',
  ]);
});

test('the tables of pixi.toml are requirements', () => {
  const text = `[dependencies]
python = "3.12.*"
flask = ">=3.1.2,<4"
numpy = "*"
scipy = { version = "1.14.*", channel = "conda-forge" }

[pypi-dependencies]
httpx = { version = ">=0.27", extras = ["http2"] }
shop = { path = ".", editable = true }
`;
  expect(read('pixi.toml', text)).toStrictEqual([
    ...['flask>=3.1.2,<4', 'numpy', 'scipy==1.14.*', 'httpx[http2]>=0.27'],
  ]);
});

test('programs and libraries are packages of Debian, once each', () => {
  const text = `dependencies:
  - python=3.12
  - flask
  - conda-forge::poppler >=22
  - Tesseract
  - git
  - tesseract
  - _openmp_mutex=4.5
  - xorg-libx11
`;
  const found = condaPackages({ paths: [], texts: new Map([['environment.yml', text]]) }, '.');
  expect(found?.requirements).toStrictEqual(['flask']);
  expect(found?.system).toStrictEqual(['poppler-utils', 'tesseract-ocr', 'git']);
});

test('a file that is no YAML requires nothing', () => {
  expect(read('environment.yml', 'dependencies: [')).toBeUndefined();
});
