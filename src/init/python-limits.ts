/**
 * The newest Python that a pinned release runs on: up to it the release has wheels, or uses what a later Python removed.
 * Rows are in the order of versions; the first whose version is above the pinned one holds.
 */
export const pythonLimits: Readonly<
  Record<string, readonly (readonly [below: string, minor: number])[]>
> = {
  // Before 3.10: the names of collections.abc in collections. Before 3.12: distutils. Before 3.13: cgi.
  django: [
    ['3.0', 9],
    ['4.0', 11],
    ['4.2', 12],
  ],
  jinja2: [['2.11', 9]],
  markupsafe: [['1.1', 9]],
  werkzeug: [['1.0', 9]],
  'flask-restplus': [['99', 9]],
  eventlet: [['0.34', 11]],
  // It calls inspect.getargspec, which Python 3.11 removed.
  gunicorn: [['19', 10]],
  'strawberry-graphql': [['0.236', 12]],
  // The names of classes that Python 3.13 gives to each of them.
  sqlalchemy: [
    ['2.0', 13],
    ['2.0.31', 12],
  ],
  // What typing has inside.
  pydantic: [
    ['1.10.16', 11],
    ['1.10.19', 12],
    ['2.0', 13],
    ['2.8', 12],
  ],
  // Wheels.
  aiohttp: [
    ['3.8', 9],
    ['3.8.2', 10],
    ['3.9', 11],
    ['3.10.6', 12],
  ],
  asyncpg: [
    ['0.25', 9],
    ['0.27', 10],
    ['0.29', 11],
    ['0.30', 12],
  ],
  cffi: [
    ['1.15', 9],
    ['1.15.1', 10],
    ['1.16', 11],
    ['1.17', 12],
  ],
  greenlet: [
    ['1.1.2', 9],
    ['2.0', 10],
    ['3.0', 11],
    ['3.1', 12],
  ],
  lxml: [
    ['4.6.4', 9],
    ['4.9.2', 10],
    ['4.9.3', 11],
    ['5.3', 12],
  ],
  matplotlib: [
    ['3.5', 9],
    ['3.6', 10],
    ['3.8', 11],
    ['3.9.2', 12],
  ],
  numpy: [
    ['1.21.3', 9],
    ['1.23.2', 10],
    ['1.26', 11],
    ['2.1', 12],
  ],
  pandas: [
    ['1.3.3', 9],
    ['1.5.1', 10],
    ['2.1.1', 11],
    ['2.2.3', 12],
  ],
  pillow: [
    ['8.4', 9],
    ['9.3', 10],
    ['10.1', 11],
    ['11.0', 12],
  ],
  'psycopg2-binary': [
    ['2.9.1', 9],
    ['2.9.5', 10],
    ['2.9.9', 11],
    ['2.9.10', 12],
  ],
  // Its C code uses what Python 3.13 made private.
  psycopg2: [['2.9.10', 12]],
  pyyaml: [
    ['6.0', 9],
    ['6.0.1', 11],
    ['6.0.2', 12],
  ],
  'scikit-learn': [
    ['1.0.1', 9],
    ['1.1.3', 10],
    ['1.3.1', 11],
    ['1.5.2', 12],
  ],
  scipy: [
    ['1.7.2', 9],
    ['1.9.2', 10],
    ['1.11.2', 11],
    ['1.14.1', 12],
  ],
  spacy: [
    ['3.4.3', 10],
    ['3.7', 11],
    ['3.8.7', 12],
  ],
  torch: [
    ['1.11', 9],
    ['2.0', 10],
    ['2.2', 11],
    ['2.5', 12],
  ],
  tensorflow: [
    ['2.8', 9],
    ['2.12', 10],
    ['2.16', 11],
    ['2.20', 12],
  ],
  contourpy: [['1.3', 12]],
  frozenlist: [
    ['1.2', 9],
    ['1.3.3', 10],
    ['1.4.1', 11],
    ['1.5', 12],
  ],
  gevent: [
    ['21.8', 9],
    ['22.10', 10],
    ['23.9', 11],
    ['24.10', 12],
  ],
  grpcio: [
    ['1.41', 9],
    ['1.49.1', 10],
    ['1.59', 11],
    ['1.66.2', 12],
  ],
  h5py: [
    ['3.6', 9],
    ['3.8', 10],
    ['3.10', 11],
    ['3.12', 12],
  ],
  httptools: [
    ['0.3', 9],
    ['0.5', 10],
    ['0.6.1', 11],
    ['0.6.2', 12],
  ],
  jiter: [['0.6', 12]],
  kiwisolver: [['1.4.7', 12]],
  multidict: [
    ['5.2', 9],
    ['6.0.3', 10],
    ['6.0.5', 11],
    ['6.1', 12],
  ],
  numba: [
    ['0.57', 10],
    ['0.59', 11],
    ['0.61', 12],
  ],
  orjson: [['3.10.7', 12]],
  'psycopg-binary': [
    ['3.1.12', 11],
    ['3.2.2', 12],
  ],
  pyarrow: [
    ['7', 9],
    ['10.0.1', 10],
    ['14', 11],
    ['18', 12],
  ],
  'pydantic-core': [['2.20', 12]],
  pyodbc: [
    ['4.0.35', 10],
    ['5.0', 11],
    ['5.2', 12],
  ],
  'rpds-py': [['0.20', 12]],
  sentencepiece: [['0.2.1', 12]],
  shapely: [
    ['1.8', 9],
    ['1.8.5', 10],
    ['2.0.2', 11],
    ['2.0.7', 12],
  ],
  tiktoken: [['0.8', 12]],
  uvloop: [
    ['0.16', 9],
    ['0.17', 10],
    ['0.19', 11],
    ['0.21', 12],
  ],
  watchfiles: [['0.24', 12]],
  yarl: [
    ['1.7', 9],
    ['1.8', 10],
    ['1.9.3', 11],
    ['1.10', 12],
  ],
  // Its C code knows each Python's frames.
  uwsgi: [
    ['2.0.21', 10],
    ['2.0.22', 11],
    ['2.0.28', 12],
  ],
};
