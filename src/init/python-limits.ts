/** Releases that newer Pythons do not run. */
export interface PythonRow {
  /** The first release that newer Pythons run. */
  readonly below: string;
  /** The newest minor version of Python 3 for those before it. */
  readonly minor: number;
  /** The thing that earlier releases use; found by installing and importing them with each Python. */
  readonly because: string;
}

/** Rows are in the order of versions; the first whose version is above the pinned one holds. */
export const pythonLimits: Readonly<Record<string, readonly PythonRow[]>> = {
  // It requires aiohttp before 3.9.
  aiogram: [{ below: '3', minor: 11, because: 'an aiohttp that has no wheel for Python 3.12' }],
  celery: [{ below: '4.3', minor: 6, because: 'async as a name, which Python 3.7 made a keyword' }],
  django: [
    { below: '2.1', minor: 9, because: 'collections.Iterator, which Python 3.10 removed' },
    { below: '2.2', minor: 10, because: 'gettext’s codeset, which Python 3.11 removed' },
    { below: '3.2', minor: 11, because: 'distutils, which Python 3.12 removed' },
    { below: '4.1', minor: 12, because: 'cgi, which Python 3.13 removed' },
  ],
  djangorestframework: [
    { below: '3.9.2', minor: 9, because: 'collections.MutableMapping, which Python 3.10 removed' },
  ],
  eventlet: [{ below: '0.34', minor: 11, because: 'distutils, which Python 3.12 removed' }],
  flask: [
    { below: '1.0.3', minor: 9, because: 'collections.MutableMapping, which Python 3.10 removed' },
  ],
  'flask-restful': [
    { below: '0.3.8', minor: 9, because: 'collections.Mapping, which Python 3.10 removed' },
  ],
  'flask-restplus': [
    { below: '99', minor: 9, because: 'collections.MutableMapping, which Python 3.10 removed' },
  ],
  gunicorn: [
    { below: '19.8', minor: 10, because: 'inspect.getargspec, which Python 3.11 removed' },
    { below: '20', minor: 11, because: 'find_module of importers, which Python 3.12 removed' },
  ],
  html5lib: [{ below: '1.1', minor: 9, because: 'collections.Mapping, which Python 3.10 removed' }],
  jinja2: [
    { below: '2.10.2', minor: 9, because: 'collections.Mapping, which Python 3.10 removed' },
  ],
  // Its releases before 2.0 have wheels for every Python.
  pydantic: [
    { below: '1.10.16', minor: 11, because: 'ForwardRef._evaluate, which Python 3.12.4 changed' },
    { below: '2.0', minor: 13, because: 'the annotations of Python 3.13' },
    { below: '2.8', minor: 12, because: 'a pydantic-core that has no wheel for Python 3.13' },
  ],
  // It has no wheels; 2.9.9 was compiled with Python 3.13, and fails in psycopg/utils.c.
  psycopg2: [
    {
      below: '2.9.10',
      minor: 12,
      because: '_PyInterpreterState_Get, which is private from Python 3.13 on',
    },
  ],
  pyjwt: [{ below: '1.7', minor: 9, because: 'collections.Mapping, which Python 3.10 removed' }],
  requests: [
    { below: '2.19', minor: 9, because: 'collections.Mapping, which Python 3.10 removed' },
  ],
  sqlalchemy: [
    { below: '1.2.13', minor: 9, because: 'collections.MutableMapping, which Python 3.10 removed' },
    { below: '2.0', minor: 13, because: 'the annotations of Python 3.13' },
    { below: '2.0.31', minor: 12, because: 'the names that a class has in Python 3.12' },
  ],
  'strawberry-graphql': [
    { below: '0.240', minor: 12, because: 'dataclasses._create_fn, which Python 3.13 removed' },
  ],
  tornado: [
    { below: '6.0', minor: 9, because: 'collections.MutableMapping, which Python 3.10 removed' },
  ],
  urllib3: [{ below: '1.23', minor: 9, because: 'collections.Mapping, which Python 3.10 removed' }],
  // It has no wheels. Its sources name the Pythons whose frames they know: UWSGI_PY311 is in 2.0.21, UWSGI_PY312 in 2.0.23
  // and UWSGI_PY313 in 2.0.27, which was compiled with Python 3.13.
  uwsgi: [
    { below: '2.0.21', minor: 10, because: 'the frames of Python 3.10' },
    { below: '2.0.23', minor: 11, because: 'the frames of Python 3.11' },
    { below: '2.0.27', minor: 12, because: 'the frames of Python 3.12' },
  ],
  werkzeug: [
    { below: '0.15', minor: 9, because: 'collections.Container, which Python 3.10 removed' },
    { below: '0.15.5', minor: 7, because: 'ast.Module as it was before Python 3.8' },
  ],
};
