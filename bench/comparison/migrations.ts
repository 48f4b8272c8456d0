import { dockerfileSide, grockerSide, type Comparison } from './comparison.ts';

const PYTHON = 'python:3.13-slim';
const UV = 'ghcr.io/astral-sh/uv:0.13';

const item = (module: string): readonly string[] => [
  '-c',
  `import ${module}; print(${module}.item())`,
];

/** Dockerfiles that people write, each next to the grocker.yml that takes its place. */
export const MIGRATIONS: readonly Comparison[] = [
  {
    id: 'uv',
    title: "uv's guide",
    source: 'src/shop/__init__.py',
    sides: [grockerSide(), dockerfileSide(PYTHON, UV)],
    says: item('shop'),
  },
  {
    id: 'poetry',
    title: 'Poetry',
    source: 'shop/__init__.py',
    sides: [grockerSide(), dockerfileSide(PYTHON)],
    says: item('shop'),
  },
  {
    id: 'requirements',
    title: 'pip and requirements.txt',
    source: 'app.py',
    sides: [grockerSide(), dockerfileSide(PYTHON)],
    says: item('app'),
  },
  {
    id: 'django',
    title: 'Django with assets of Node',
    source: 'shop/urls.py',
    sides: [
      { ...grockerSide(), bake: 'docker-bake.hcl', images: ['node:26-trixie-slim'] },
      dockerfileSide(PYTHON, 'node:26-trixie-slim'),
    ],
    says: ['-c', "import os; print(os.listdir('static'), open('static/shop.js').read())"],
  },
  {
    id: 'alpine',
    title: 'Alpine',
    source: 'app.py',
    sides: [grockerSide(), dockerfileSide('python:3.13-alpine')],
    says: item('app'),
  },
  {
    id: 'distroless',
    title: 'distroless',
    source: 'app.py',
    sides: [
      grockerSide(),
      dockerfileSide('debian:trixie-slim', 'gcr.io/distroless/python3-debian13'),
    ],
    says: item('app'),
  },
  {
    id: 'workspace',
    title: 'a workspace of uv',
    source: 'services/api/src/api/__init__.py',
    sides: [grockerSide(), dockerfileSide(PYTHON, UV)],
    says: item('api'),
  },
  {
    id: 'private-index',
    title: 'a private index',
    source: 'app.py',
    sides: [grockerSide(), dockerfileSide(PYTHON)],
    says: item('app'),
  },
  {
    id: 'conda',
    title: 'conda',
    source: 'app.py',
    sides: [grockerSide(), dockerfileSide('continuumio/miniconda3')],
    says: item('app'),
  },
].map((each) => ({ ...each, directory: `bench/migrations/${each.id}` }));
