import { frameworkApplications } from './framework-applications.ts';
import { commandedApplications } from './commanded-applications.ts';

/** A small application: its files, and how the image is tried. */
export interface SmallApplication {
  readonly files: Readonly<Record<string, string>>;
  /** The answer or output of its container; absent if it cannot start by itself. */
  readonly starts?: Start;
}

type Start =
  /** Answers a request for `/` on its port with a status below 500. */
  | { readonly kind: 'answers' }
  /** Writes a line that has this text. */
  | { readonly kind: 'writes'; readonly text: string };

const answers: Start = { kind: 'answers' };
const writes = (text: string): Start => ({ kind: 'writes', text });

const lines = (...each: readonly string[]) => `${each.join('\n')}\n`;

const flask = lines(
  ...['from flask import Flask', '', 'app = Flask(__name__)', '', '', "@app.route('/')"],
  ...['def home():', "    return 'home'"],
);
const factory = lines(
  ...['import flask', '', '', 'def create_app(settings=None):', '    app = flask.Flask(__name__)'],
  ...["    app.route('/')(lambda: 'home')", '    return app'],
);
const fastapi = lines(
  ...['from fastapi import FastAPI', '', 'app = FastAPI()', '', '', "@app.get('/health')"],
  ...['async def health():', "    return {'ok': True}"],
);
const pages = 'from flask import Blueprint\n\npages = Blueprint("pages", __name__)\n';
const celery = lines(
  ...['from celery import Celery', '', "queue = Celery('jobs', broker='memory://')", '', ''],
  ...['@queue.task', 'def add(a, b):', '    return a + b'],
);
const server = lines(
  ...['from http.server import HTTPServer, SimpleHTTPRequestHandler', ''],
  ...["HTTPServer(('', 8080), SimpleHTTPRequestHandler).serve_forever()"],
);
const hello = (name: string) => `def main():\n    print('hello from ${name}')\n`;
const started = (name: string) => `${hello(name)}\n\nif __name__ == '__main__':\n    main()\n`;

/** A script with metadata of its own. */
function scripted(requirements: readonly string[], code: string, python = '>=3.9'): string {
  const listed = JSON.stringify(requirements);
  return lines(
    '#!/usr/bin/env -S uv run --script',
    ...[
      '# /// script',
      `# requires-python = "${python}"`,
      `# dependencies = ${listed}`,
      '# ///',
      '',
    ],
    code.trimEnd(),
  );
}
const scriptLock = lines(
  ...['version = 1', 'revision = 3', 'requires-python = ">=3.9"', ''],
  ...['[manifest]', 'requirements = [{ name = "six" }]', ''],
  ...['[[package]]', 'name = "six"', 'version = "1.17.0"'],
  ...['source = { registry = "https://index.example/simple" }', 'wheels = [', '    {'],
  '        url = "https://files.example/six-1.17.0-py2.py3-none-any.whl", ' +
    `hash = "sha256:${'4'.repeat(64)}", size = 11050 },`,
  ']',
).replace('    {\n        url', '    { url');

function django(settings: readonly string[], more: Readonly<Record<string, string>> = {}) {
  return {
    'manage.py': lines(
      ...['import os', 'import sys', '', '', "if __name__ == '__main__':"],
      ...["    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_project.settings')"],
      '    from django.core.management import execute_from_command_line',
      '    execute_from_command_line(sys.argv)',
    ),
    'site_project/__init__.py': '',
    'site_project/settings.py': lines(
      ...['import os', 'from pathlib import Path', ''],
      'BASE_DIR = Path(__file__).resolve().parent.parent',
      "ALLOWED_HOSTS = ['*']",
      "ROOT_URLCONF = 'site_project.urls'",
      ...settings,
    ),
    'site_project/urls.py': lines(
      ...['from django.http import HttpResponse', 'from django.urls import path', ''],
      "urlpatterns = [path('', lambda request: HttpResponse('home'))]",
    ),
    ...more,
  };
}
const key = "SECRET_KEY = 'for this test'";
const wsgi = {
  'site_project/wsgi.py': lines(
    ...['import os', '', 'from django.core.wsgi import get_wsgi_application', ''],
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_project.settings')",
    'application = get_wsgi_application()',
  ),
};
const asgi = {
  'site_project/asgi.py': wsgi['site_project/wsgi.py'].replaceAll('wsgi', 'asgi'),
};
const staticFiles = [
  "INSTALLED_APPS = ['django.contrib.admin', 'django.contrib.auth', 'django.contrib.contenttypes',",
  "                  'django.contrib.messages', 'django.contrib.sessions', 'django.contrib.staticfiles']",
  "STATIC_URL = 'static/'",
];

const project = (name: string, more = '', backend = 'hatchling') =>
  lines(
    ...['[build-system]', `requires = ["${backend}"]`],
    `build-backend = "${{ hatchling: 'hatchling.build', setuptools: 'setuptools.build_meta', 'pdm-backend': 'pdm.backend', uv_build: 'uv_build' }[backend] ?? ''}"`,
    ...['', '[project]', `name = "${name}"`, 'version = "1.0"', more],
  );
const script = (name: string, module: string) => `[project.scripts]\n${name} = "${module}:main"`;

/** One for each way in which an application tells how it is started. */
export const applications: Readonly<Record<string, SmallApplication>> = {
  'plain-main': { files: { 'main.py': "print('hello')\n" }, starts: writes('hello') },
  'plain-app': { files: { 'app.py': server }, starts: answers },
  'port-from-environment': {
    files: {
      'main.py': server
        .replace('8080', "int(os.environ['PORT'])")
        .replace('from', 'import os\nfrom'),
    },
    starts: answers,
  },
  'port-with-default': {
    files: {
      'main.py': server
        .replace('8080', "int(os.getenv('PORT', '5000'))")
        .replace('from', 'import os\nfrom'),
    },
    starts: answers,
  },
  'function-without-framework': {
    files: {
      'main.py':
        "import functions_framework\n\n\n@functions_framework.http\ndef answer(request):\n    return 'answer'\n",
    },
    starts: answers,
  },
  conda: {
    files: {
      'app.py': server,
      'environment.yml':
        'name: x\ndependencies:\n  - python=3.11\n  - flask\n  - pip:\n      - requests\n',
    },
    starts: answers,
  },
  pixi: {
    files: {
      'app.py': server,
      'pixi.toml': '[workspace]\nname = "x"\n\n[dependencies]\nflask = "*"\n',
    },
    starts: answers,
  },
  'only-script': {
    files: { 'report.py': started('report'), 'tables.py': 'ROWS = 1\n' },
    starts: writes('hello from report'),
  },
  'file-of-variables': {
    files: {
      'report.py': started('report'),
      '.env': 'TOKEN=secret\n',
      '.env.local': 'TOKEN=secret\n',
      '.env.example': 'TOKEN=\n',
    },
    starts: writes('hello from report'),
  },
  'console-script-with-a-port': {
    files: {
      'pyproject.toml': lines(
        ...['[project]', 'name = "shop"', 'version = "1.0"', 'dependencies = ["flask"]', ''],
        ...['[project.scripts]', 'shop = "shop.start:main"', ''],
        ...['[build-system]', 'requires = ["setuptools"]'],
        'build-backend = "setuptools.build_meta"',
      ),
      'src/shop/__init__.py': '',
      'src/shop/start.py': `${flask}\n\ndef main():\n    app.run(host=str('0.0.0.0'), port=8080)\n`,
    },
    starts: answers,
  },
  // Requirements in the script itself (PEP 723), and a script beside it that is not started.
  'script-with-requirements': {
    files: {
      'report.py': scripted(['six'], "import six\n\nprint('six', six.__version__)\n"),
      'tools/release.py': scripted(['release-tool'], 'import release_tool\n'),
    },
    starts: writes('six'),
  },
  'script-with-a-python': {
    files: {
      'report.py': scripted(['six'], "import six\n\nprint('six', six.__version__)\n", '==3.11.*'),
    },
    starts: writes('six'),
  },
  'script-with-a-lock': {
    files: { 'report.py': scripted(['six'], 'import six\n'), 'report.py.lock': scriptLock },
  },
  'script-with-a-server': {
    files: { 'service.py': scripted(['flask'], flask) },
    starts: answers,
  },
  'main-with-requirements': {
    files: {
      'main.py': "import six\n\nprint('six', six.__version__)\n",
      'requirements.txt': 'six\n',
    },
    starts: writes('six'),
  },
  'flask-alone': { files: { 'app.py': flask, 'requirements.txt': 'flask\n' }, starts: answers },
  'flask-gunicorn': {
    files: {
      'shop/__init__.py': '',
      'shop/web.py': flask,
      'wsgi.py': 'from shop.web import app as application\n\napplication = application\n',
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'flask-factory': {
    files: { 'shop/__init__.py': factory, 'requirements.txt': 'Flask\n' },
    starts: answers,
  },
  'flask-factory-called': {
    files: {
      'shop/__init__.py': factory,
      'wsgi.py': 'from shop import create_app\n\napp = create_app()\n',
      'requirements.txt': 'Flask\ngunicorn\n',
    },
    starts: answers,
  },
  'flask-neighbours': {
    files: {
      'web/app.py': flask.replace('import Flask\n', 'import Flask\nfrom pages import pages\n'),
      'web/pages.py': pages,
      'requirements.txt': 'flask\n',
    },
    starts: answers,
  },
  'flask-waitress': {
    files: { 'app.py': flask, 'requirements.txt': 'flask\nwaitress\n' },
    starts: answers,
  },
  'fastapi-alone': {
    files: { 'main.py': fastapi, 'requirements.txt': 'fastapi\n' },
    starts: answers,
  },
  'fastapi-standard': {
    files: {
      'app/__init__.py': '',
      'app/main.py': fastapi,
      'pyproject.toml':
        '[project]\nname = "api"\nversion = "1"\ndependencies = ["fastapi[standard]"]\n',
    },
    starts: answers,
  },
  'fastapi-src': {
    files: {
      'src/main.py': `from settings import NAME\n${fastapi}`,
      'src/settings.py': "NAME = 'api'\n",
      'requirements.txt': 'fastapi\nuvicorn\n',
    },
    starts: answers,
  },
  starlette: {
    files: {
      'main.py': lines(
        'from starlette.applications import Starlette',
        'from starlette.responses import PlainTextResponse',
        'from starlette.routing import Route',
        '',
        "app = Starlette(routes=[Route('/', lambda request: PlainTextResponse('home'))])",
      ),
      'requirements.txt': 'starlette\n',
    },
    starts: answers,
  },
  litestar: {
    files: {
      'app.py': lines(
        ...['from litestar import Litestar, get', '', '', "@get('/')"],
        ...['async def home() -> str:', "    return 'home'", '', '', 'app = Litestar([home])'],
      ),
      'requirements.txt': 'litestar\n',
    },
    starts: answers,
  },
  quart: {
    files: {
      'app.py': flask
        .replaceAll('flask', 'quart')
        .replaceAll('Flask', 'Quart')
        .replace('def', 'async def'),
      'requirements.txt': 'quart\n',
    },
    starts: answers,
  },
  fasthtml: {
    files: {
      'main.py': lines(
        ...['from fasthtml.common import *', '', 'app, rt = fast_app()', '', '', "@rt('/')"],
        ...['def get():', "    return Div('home')", '', '', 'serve()'],
      ),
      'requirements.txt': 'python-fasthtml\n',
    },
    starts: answers,
  },
  'aiohttp-run': {
    files: {
      'server.py': lines(
        ...['from aiohttp import web', '', 'app = web.Application()', ''],
        ...["if __name__ == '__main__':", '    web.run_app(app, port=9000)'],
      ),
      'requirements.txt': 'aiohttp\n',
    },
    starts: answers,
  },
  'aiohttp-object': {
    files: {
      'server.py': 'from aiohttp import web\n\napp = web.Application()\n',
      'requirements.txt': 'aiohttp\n',
    },
    starts: answers,
  },
  'wsgi-callable': {
    files: {
      'service.py': lines(
        'def application(environ, start_response):',
        "    start_response('200 OK', [('Content-Type', 'text/plain')])",
        "    return [b'home']",
      ),
    },
    starts: answers,
  },
  'asgi-callable': {
    files: {
      'service.py': lines(
        'async def app(scope, receive, send):',
        "    if scope['type'] != 'http':",
        '        return',
        "    await send({'type': 'http.response.start', 'status': 200, 'headers': []})",
        "    await send({'type': 'http.response.body', 'body': b'home'})",
      ),
    },
    starts: answers,
  },
  bottle: {
    files: {
      'app.py': lines(
        ...['import bottle', '', 'app = bottle.Bottle()', '', '', "@app.route('/')"],
        ...['def home():', "    return 'home'"],
      ),
      'requirements.txt': 'bottle\n',
    },
    starts: answers,
  },
  streamlit: {
    files: {
      'dashboard.py': "import streamlit as st\n\nst.title('home')\n",
      'pages/more.py': "import streamlit as st\n\nst.title('more')\n",
      'requirements.txt': 'streamlit\n',
    },
    starts: answers,
  },
  gradio: {
    files: {
      'app.py': lines(
        ...[
          'import gradio as gr',
          '',
          'demo = gr.Interface(fn=str, inputs="text", outputs="text")',
        ],
        ...['demo.launch()'],
      ),
      'requirements.txt': 'gradio\n',
    },
    starts: answers,
  },
  'dash-server': {
    files: {
      'app.py': lines(
        ...['from dash import Dash, html', '', 'app = Dash(__name__)', 'server = app.server'],
        ...[
          "app.layout = html.Div('home')",
          '',
          "if __name__ == '__main__':",
          '    app.run(debug=True)',
        ],
      ),
      'requirements.txt': 'dash\n',
    },
    starts: answers,
  },
  'dash-script': {
    files: {
      'app.py': lines(
        ...['import dash', '', 'app = dash.Dash(__name__)', "app.layout = dash.html.Div('home')"],
        ...['', "if __name__ == '__main__':", '    app.run()'],
      ),
      'requirements.txt': 'dash\n',
    },
    starts: answers,
  },
  celery: {
    files: { 'jobs/__init__.py': '', 'jobs/queue.py': celery, 'requirements.txt': 'celery\n' },
    starts: writes('transport:'),
  },
  'flask-and-celery': {
    files: { 'app.py': flask, 'jobs.py': celery, 'requirements.txt': 'flask\ncelery\ngunicorn\n' },
    starts: answers,
  },
  function: {
    files: {
      'main.py': lines(
        ...['import functions_framework', '', '', '@functions_framework.http'],
        ...['def hello(request):', "    return 'home'"],
      ),
      'requirements.txt': 'functions-framework\n',
    },
    starts: answers,
  },
  'django-wsgi': {
    files: {
      ...django(
        [
          key,
          "WSGI_APPLICATION = 'site_project.wsgi.application'",
          ...staticFiles,
          "STATIC_ROOT = BASE_DIR / 'staticfiles'",
        ],
        wsgi,
      ),
      'requirements.txt': 'django\n',
    },
    starts: answers,
  },
  'django-settings-of-a-server': {
    files: {
      ...django([key, ...staticFiles, "WSGI_APPLICATION = 'site_project.wsgi.application'"], {
        'site_project/local.py': "from .settings import *\nINSTALLED_APPS += ['debug_toolbar']\n",
        'site_project/production.py':
          "from .settings import *\nSTATIC_ROOT = BASE_DIR / 'collected'\n",
        'site_project/wsgi.py': wsgi['site_project/wsgi.py'].replace('.settings', '.production'),
      }),
      'manage.py': lines(
        ...[
          'import os',
          'import sys',
          '',
          "os.environ['DJANGO_SETTINGS_MODULE'] = 'site_project.local'",
        ],
        'from django.core.management import execute_from_command_line',
        'execute_from_command_line(sys.argv)',
      ),
      'requirements.txt': 'django\ngunicorn\n',
    },
    starts: answers,
  },
  'django-asgi': {
    files: {
      ...django([key, "ASGI_APPLICATION = 'site_project.asgi.application'"], asgi),
      'requirements.txt': 'django\nuvicorn\n',
    },
    starts: answers,
  },
  'django-below': {
    files: {
      ...Object.fromEntries(
        Object.entries(
          django([key, "WSGI_APPLICATION = 'site_project.wsgi.application'"], wsgi),
        ).map(([path, text]) => [`backend/${path}`, text]),
      ),
      'requirements.txt': 'django\ngunicorn\n',
    },
    starts: answers,
  },
  'django-variables': {
    files: {
      ...django(
        [
          "SECRET_KEY = os.environ['SECRET_KEY']",
          "WSGI_APPLICATION = 'site_project.wsgi.application'",
          ...staticFiles,
          "STATIC_ROOT = os.path.join(BASE_DIR, 'assets', 'all')",
        ],
        wsgi,
      ),
      'requirements.txt': 'django\ngunicorn\n',
    },
  },
  'django-without-wsgi': {
    files: { ...django([key, 'DEBUG = True']), 'requirements.txt': 'django\n' },
    starts: answers,
  },
  'procfile-port': {
    files: {
      Procfile: lines(
        'release: python tables.py',
        'web: gunicorn --bind 0.0.0.0:$PORT --workers 2 shop:app',
        'mail_worker: python mail.py',
      ),
      'shop.py': flask,
      'mail.py': "print('mail')\n",
      'tables.py': '',
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'procfile-sequence': {
    files: {
      Procfile: 'web: python tables.py && exec gunicorn shop:app\n',
      'shop.py': flask,
      'tables.py': '',
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'procfile-plain': {
    files: {
      Procfile: 'web: pipenv run gunicorn shop:app\r\n',
      'shop.py': flask,
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'start-script': {
    files: {
      'start.sh': lines(
        '#!/bin/sh',
        'set -e',
        '# Two workers are enough.',
        'exec gunicorn \\',
        '  --bind "0.0.0.0:${PORT:-8000}" --workers 2 shop:other "$@"',
      ),
      'shop.py': `${flask}other = app\n`,
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'start-script-of-azure': {
    files: {
      'startup.txt':
        'gunicorn --bind=0.0.0.0 --timeout 600 --chdir /home/site/wwwroot/web main:app\n',
      'web/main.py': flask,
      'main.py': "print('another')\n",
      'requirements.txt': 'flask\n',
    },
    starts: answers,
  },
  'start-scripts-of-developers': {
    files: {
      'start.sh': 'source .venv/bin/activate\ngunicorn other:app\n',
      'run.sh': 'uvicorn other:app --reload\n',
      'startup.sh': 'gunicorn --bind unix:/run/shop.sock other:app\n',
      'main.py': flask,
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'version-that-is-none': {
    files: {
      '.python-version': '# the newest\n3.99\n',
      'main.py': hello('shop'),
      'requirements.txt': '',
    },
    starts: writes('hello from shop'),
  },
  'text-that-is-no-version': {
    files: {
      'runtime.txt': '\u200bpython 3.12.0\u001b[0m\n',
      'main.py': hello('shop'),
      'requirements.txt': '',
    },
    starts: writes('hello from shop'),
  },
  'versions-that-differ': {
    files: {
      '.python-version': '3.13\n',
      'runtime.txt': 'python-3.11\n',
      'main.py': hello('shop'),
      'requirements.txt': '',
    },
    starts: writes('hello from shop'),
  },
  'lock-that-is-none': {
    files: {
      Pipfile: '[packages]\nflask = "*"\n',
      'Pipfile.lock': 'no JSON\n',
      'main.py': hello('shop'),
    },
  },
  'app-yaml': {
    files: {
      'app.yaml': 'runtime: python313\nentrypoint: uvicorn custom:app --port $PORT\n',
      'custom.py': fastapi,
      'requirements.txt': 'fastapi\nuvicorn\n',
    },
    starts: answers,
  },
  'console-script': {
    files: {
      'pyproject.toml': project('shop', script('shop', 'shop.cli')),
      'src/shop/__init__.py': '',
      'src/shop/cli.py': hello('shop'),
    },
    starts: writes('hello from shop'),
  },
  'uv-project': {
    files: {
      'pyproject.toml': project(
        'shop',
        `requires-python = ">=3.11"\n${script('shop', 'shop')}`,
        'uv_build',
      ),
      '.python-version': '3.13\n',
      'uv.lock': lines(
        ...['version = 1', 'revision = 3', 'requires-python = ">=3.11"', ''],
        ...['[[package]]', 'name = "shop"', 'version = "1.0"', 'source = { editable = "." }'],
      ),
      'src/shop/__init__.py': hello('shop'),
    },
    starts: writes('hello from shop'),
  },
  'poetry-project': {
    files: {
      'pyproject.toml': lines(
        ...['[tool.poetry]', 'name = "store"', 'version = "1.0"', 'description = ""'],
        ...['authors = ["A <a@files.example>"]', '', '[tool.poetry.dependencies]'],
        ...['python = "^3.11"', 'six = "^1.16"', '', '[tool.poetry.scripts]'],
        ...['store = "store.main:main"', '', '[build-system]', 'requires = ["poetry-core"]'],
        'build-backend = "poetry.core.masonry.api"',
      ),
      'store/__init__.py': '',
      'store/main.py': `import six\n\n\n${hello('store')}`,
    },
    starts: writes('hello from store'),
  },
  'console-scripts': {
    files: {
      'pyproject.toml': project(
        'shop',
        '[project.scripts]\nadmin = "shop.cli:main"\nshop = "shop.cli:main"',
        'setuptools',
      ),
      'shop/__init__.py': '',
      'shop/cli.py': hello('shop'),
    },
    starts: writes('hello from shop'),
  },
  'setup-script': {
    files: {
      'setup.py': lines(
        ...['from setuptools import find_packages, setup', ''],
        "setup(name='shop', version='1.0', packages=find_packages(), install_requires=[],",
        "      entry_points={'console_scripts': ['shop-run = shop.cli:main']})",
      ),
      'shop/__init__.py': '',
      'shop/cli.py': hello('shop'),
    },
    starts: writes('hello from shop'),
  },
  'setup-configuration': {
    files: {
      'setup.cfg': lines(
        ...['[metadata]', 'name = shop', 'version = 1.0', '', '[options]', 'packages = find:'],
        ...['', '[options.entry_points]', 'console_scripts =', '    shop-run = shop.cli:main'],
      ),
      'shop/__init__.py': '',
      'shop/cli.py': hello('shop'),
    },
    starts: writes('hello from shop'),
  },
  'poetry-package': {
    files: {
      'pyproject.toml': lines(
        ...[
          '[tool.poetry]',
          'name = "shop"',
          'version = "1.0"',
          'description = ""',
          'authors = []',
        ],
        ...['', '[tool.poetry.dependencies]', 'python = "^3.11"', '', '[tool.poetry.scripts]'],
        ...['start = "shop.cli:main"', '', '[build-system]', 'requires = ["poetry-core"]'],
        'build-backend = "poetry.core.masonry.api"',
      ),
      'shop/__init__.py': '',
      'shop/cli.py': hello('shop'),
    },
    starts: writes('hello from shop'),
  },
  'poetry-without-package': {
    files: {
      'pyproject.toml': lines(
        ...['[tool.poetry]', 'name = "web"', 'version = "1.0"', 'description = ""', 'authors = []'],
        ...['', '[tool.poetry.dependencies]', 'python = "^3.11"', 'flask = "^3.0"', ''],
        ...['[build-system]', 'requires = ["poetry-core"]'],
        'build-backend = "poetry.core.masonry.api"',
      ),
      'server.py': flask,
    },
    starts: answers,
  },
  'poetry-script-of-a-file': {
    files: {
      'pyproject.toml': lines(
        ...['[tool.poetry]', 'name = "default-app"', 'version = "1.0"', 'description = ""'],
        ...['authors = []', 'package-mode = false', '', '[tool.poetry.dependencies]'],
        ...['python = "*"', '', '[tool.poetry.scripts]', 'serve = "work.server:run"'],
      ),
      'work/server.py': "def run():\n    print('hello from work')\n",
    },
    starts: writes('hello from work'),
  },
  pdm: {
    files: {
      'pyproject.toml': project('shop', '', 'pdm-backend'),
      'src/shop/__init__.py': '',
      'src/shop/__main__.py': started('shop'),
    },
    starts: writes('hello from shop'),
  },
  pipfile: {
    files: {
      Pipfile: lines(
        ...[
          '[packages]',
          'flask = "*"',
          'six = ">=1.16"',
          '',
          '[requires]',
          'python_version = "3.13"',
        ],
      ),
      'server.py': flask,
    },
    starts: answers,
  },
  'no-build-system': {
    files: {
      'pyproject.toml': lines(
        ...['[project]', 'name = "hello"', 'version = "0.1.0"', 'requires-python = ">=3.12"'],
        'dependencies = ["six"]',
      ),
      'main.py': started('hello'),
      'README.md': '',
    },
    starts: writes('hello from hello'),
  },
  workspace: {
    files: {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n',
      'services/api/pyproject.toml': project('api', script('api', 'api')),
      'services/api/src/api/__init__.py': hello('api'),
      'services/worker/pyproject.toml': project('worker', script('work', 'worker')),
      'services/worker/src/worker/__init__.py': hello('worker'),
      'libs/core/pyproject.toml': project('core'),
      'libs/core/src/core/__init__.py': 'NAME = 1\n',
    },
    starts: writes('hello from api'),
  },
  'several-applications': {
    files: {
      'api/app.py': flask,
      'api/requirements.txt': 'flask\ngunicorn\n',
      'jobs/main.py': "print('jobs')\n",
      'jobs/requirements.txt': 'six\n',
      'README.md': '',
    },
    starts: answers,
  },
  'package-main': {
    files: { 'shop/__init__.py': '', 'shop/__main__.py': started('shop') },
    starts: writes('hello from shop'),
  },
  'python-version': {
    files: { '.python-version': '3.11\n', 'main.py': 'import sys\n\nprint(sys.version)\n' },
    starts: writes('3.11'),
  },
  'old-runtime': {
    files: { 'runtime.txt': 'python-3.6.15\n', 'main.py': "print('hello')\n" },
  },
  psycopg2: {
    files: {
      'main.py': "import psycopg2\n\nprint('libpq', psycopg2.__libpq_version__)\n",
      'requirements.txt': 'psycopg2\n',
    },
    starts: writes('libpq'),
  },
  mysqlclient: {
    files: {
      'main.py': "import MySQLdb\n\nprint('client', MySQLdb.get_client_info())\n",
      'requirements.txt': 'mysqlclient\n',
    },
    starts: writes('client'),
  },
  pdf2image: {
    files: {
      'main.py': lines(
        ...['import shutil', '', 'import pdf2image', ''],
        "print('pages with', shutil.which('pdftoppm'), pdf2image.__name__)",
      ),
      'requirements.txt': 'pdf2image\n',
    },
    starts: writes('pages with /usr/bin/pdftoppm'),
  },
  'git-requirement': {
    files: {
      'main.py': "print('hello')\n",
      'requirements.txt': 'shop @ git+https://git.example/shop.git@v1.0\n',
    },
  },
  'requirements-folder': {
    files: {
      'app.py': flask,
      'requirements/base.txt': 'flask\n',
      'requirements/prod.txt': '-r base.txt\ngunicorn\n',
      'requirements/dev.txt': '-r base.txt\npytest\n',
    },
    starts: answers,
  },
  'two-locks': {
    files: {
      'main.py': "print('hello')\n",
      'pyproject.toml': '[project]\nname = "hello"\nversion = "1"\ndependencies = []\n',
      'uv.lock': lines(
        ...['version = 1', 'revision = 3', 'requires-python = ">=3.11"', '', '[[package]]'],
        ...['name = "hello"', 'version = "1"', 'source = { virtual = "." }'],
      ),
      'poetry.lock': 'package = []\n\n[metadata]\nlock-version = "2.1"\npython-versions = "*"\n',
    },
    starts: writes('hello'),
  },
  'script-without-module': {
    files: {
      'pyproject.toml': lines(
        ...['[project]', 'name = "shop"', 'version = "1"', '[project.scripts]'],
        ...['ghost = "gone:main"', 'counter = "shop.rows:main"'],
        ...['[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"'],
      ),
      'src/shop/__init__.py': '',
      'src/shop/rows.py': 'import os\n\n\ndef main():\n    print(int(os.environ["PORT"]))\n',
    },
  },
  'script-with-blanks': {
    files: {
      'pyproject.toml': lines(
        ...['[tool.poetry]', 'name = "shop"', 'version = "1"', '[tool.poetry.scripts]'],
        ...['"count rows" = "shop.rows:main"', '[build-system]'],
        ...['requires = ["poetry-core"]', 'build-backend = "poetry.core.masonry.api"'],
      ),
      'shop/__init__.py': '',
      'shop/rows.py': 'def main():\n    print(3)\n',
    },
  },
  'newer-python': {
    files: {
      'main.py': "print('hello')\n",
      'pyproject.toml': lines(
        ...['[project]', 'name = "hello"', 'version = "1"', 'requires-python = ">=3.14"'],
      ),
    },
  },
  'aiohttp-undeclared': {
    files: {
      'main.py': 'from aiohttp import web\n\nweb.run_app(web.Application())\n',
      'requirements.txt': 'six==1.17.0\n',
    },
  },
  'flask-undeclared': { files: { 'app.py': flask } },
  'flask-by-extension': {
    files: { 'app.py': flask, 'requirements.txt': 'flask-restx==1.3.0\n' },
  },
  'django-with-a-database': {
    files: django(
      [
        key,
        "WSGI_APPLICATION = 'site_project.wsgi.application'",
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}",
      ],
      wsgi,
    ),
  },
  'gdal-of-any-version': {
    files: { 'main.py': hello('shop'), 'requirements.txt': 'GDAL\n' },
    starts: writes('hello from shop'),
  },
  'gdal-of-a-version': {
    files: {
      'main.py': hello('shop'),
      'requirements.txt': 'gdal>=3.6,<3.7\n',
      '.python-version': '3.11\n',
    },
  },
  'pins-that-are-too-old': {
    files: { 'app.py': hello('shop'), 'requirements.txt': 'click\n Werkzeug==0.15.3\n' },
  },
  'pins-that-contradict': {
    files: {
      'app.py': flask,
      'requirements.txt': 'Flask==1.1.2\nWerkzeug==2.2.3\nMarkupSafe==2.0.1\n',
    },
  },
  'django-and-celery': {
    files: {
      ...django(
        [key, "WSGI_APPLICATION = 'site_project.wsgi.application'", 'CELERY_BEAT_SCHEDULE = {}'],
        wsgi,
      ),
      'site_project/celery.py': "from celery import Celery\n\napp = Celery('shop')\n",
      'requirements.txt': 'django\ncelery\ngunicorn\n',
    },
    starts: answers,
  },
  'celery-with-a-database': {
    files: {
      ...django(
        [
          key,
          "WSGI_APPLICATION = 'site_project.wsgi.application'",
          "INSTALLED_APPS = ['django_celery_beat']",
        ],
        wsgi,
      ),
      'site_project/celery.py': "from celery import Celery\n\napp = Celery('shop')\n",
      'requirements.txt': 'django\ncelery\ndjango-celery-beat\ngunicorn\n',
    },
  },
  'uwsgi-with-settings': {
    files: {
      'uwsgi.ini': '[uwsgi]\nmodule = shop:app\nmaster = true\nhttp-socket = :8080\n',
      'shop.py': flask,
      'requirements.txt': 'flask\nuwsgi\n',
    },
    starts: answers,
  },
  'django-undeclared': {
    files: {
      ...django([key, "WSGI_APPLICATION = 'site_project.wsgi.application'"], wsgi),
      'requirements.txt': 'gunicorn==23.0.0\n',
    },
  },
  'django-passed-on': {
    files: {
      ...Object.fromEntries(
        Object.entries(
          django([key, "WSGI_APPLICATION = 'site_project.wsgi.application'"], wsgi),
        ).map(([path, text]) => [`backend/${path}`, text]),
      ),
      'manage.py': lines(
        ...['import os', '', "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'elsewhere')"],
      ),
      'requirements.txt': 'django\ngunicorn\n',
    },
  },
  'manage-without-django': {
    files: {
      'manage.py': lines(
        ...['# Not for Django.', 'from app import app', '', "if __name__ == '__main__':"],
        '    app.run()',
      ),
      'app.py': flask,
      'requirements.txt': 'flask\n',
    },
    starts: answers,
  },
  'setup-empty': { files: { 'setup.py': '# none\n', 'app.py': server }, starts: answers },
  'setup-with-requirements': {
    files: {
      'setup.py': lines('from setuptools import setup', "setup(name='shop', packages=['shop'])"),
      'requirements.txt': 'six==1.17.0\n',
      'shop/__init__.py': '',
      'shop/__main__.py': hello('shop'),
    },
    starts: writes('hello from shop'),
  },
  'flask-factory-with-settings': {
    files: {
      'run.py': lines(
        ...['from shop import create_app', '', 'app = create_app("production")', ''],
        ...["if __name__ == '__main__':", '    app.run()'],
      ),
      'shop/__init__.py': lines(
        ...['from flask import Flask', '', '', 'def create_app(settings):'],
        ...['    return Flask(__name__)'],
      ),
      'gunicorn-cfg.py': "bind = '0.0.0.0:5005'\n",
      'requirements.txt': 'flask\n',
    },
    starts: answers,
  },
  'fastapi-lifespan': {
    files: {
      'main.py': lines(
        ...['from contextlib import asynccontextmanager', 'from fastapi import FastAPI', ''],
        ...[
          '@asynccontextmanager',
          'async def lifespan(app):',
          '    with (',
          '        open(__file__) as one,',
        ],
        ...['        open(__file__) as two,', '    ):', '        yield', '    # The end.', ''],
        'app = FastAPI(lifespan=lifespan)',
      ),
      'requirements.txt': 'fastapi\nuvicorn\n',
    },
    starts: answers,
  },
  'old-pins': {
    files: { 'app.py': flask, 'requirements.txt': 'flask==3.1.0\nnumpy==1.23.1\npyyaml==6.0.1\n' },
  },
  'old-pin-for-debian': {
    files: {
      'app.py': server,
      'requirements.txt':
        'psycopg2-binary==2.9.9\nnumpy>=1.20\nlxml==4.0; python_version < "3.9"\n',
    },
    starts: answers,
  },
  'old-pin-of-a-lock': {
    files: {
      'app.py': server,
      'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.12"\n',
      'uv.lock': lines(
        ...['version = 1', 'requires-python = ">=3.12"', '', '[[package]]', 'name = "pandas"'],
        ...['version = "2.2.0"', '', '[[package]]', 'name = "numpy"', 'version = "1.20"', ''],
        ...['[[package]]', 'name = "numpy"', 'version = "2.3.0"'],
      ),
    },
  },
  'old-pin-and-a-python': {
    // NumPy 1.23 cannot be compiled with the Python that the file names.
    files: { 'app.py': server, 'requirements.txt': 'numpy==1.23.1\n', '.python-version': '3.13\n' },
  },
  'procfile-with-extra': {
    files: {
      Procfile: 'web: gunicorn shop:app\n',
      'pyproject.toml': lines(
        ...['[project]', 'name = "shop"', 'version = "1.0"', 'dependencies = ["flask"]'],
        ...['[project.optional-dependencies]', 'test = ["pytest"]', 'Main = ["Gunicorn>=20"]'],
        ...['[build-system]', 'requires = ["setuptools"]'],
        'build-backend = "setuptools.build_meta"',
      ),
      'shop.py': flask,
    },
    starts: answers,
  },
  'procfile-without-server': {
    files: {
      Procfile: 'web: exec gunicorn --bind 0.0.0.0:${PORT:-8000} app:app\n',
      'app.py': flask,
      'requirements.txt': 'flask\n',
    },
    starts: answers,
  },
  'sqlite-among-files': {
    files: {
      'app.py': lines(
        ...['import sqlite3', 'from http.server import HTTPServer, SimpleHTTPRequestHandler', ''],
        "sqlite3.connect('shop.db').execute('create table if not exists shop (name text)')",
        "HTTPServer(('', 8080), SimpleHTTPRequestHandler).serve_forever()",
      ),
    },
    starts: answers,
  },
  'sqlite-elsewhere': {
    files: {
      'app.py': lines(
        ...[
          'import sqlite3',
          '',
          "sqlite3.connect('/data/shop.db')",
          "sqlite3.connect(':memory:')",
        ],
        "print('sqlite:////data/shop.db')",
      ),
    },
  },
  'no-entry-point': {
    files: { 'requirements.txt': 'six\n', 'shop/__init__.py': '', 'shop/rows.py': 'ROWS = 1\n' },
  },
  'broken-python': { files: { 'main.py': 'def main(:\n    pass\n' } },
  'python-2': { files: { 'main.py': 'print "hello"\n' } },
  'dockerfile-stages': {
    files: {
      Dockerfile: lines(
        ...['ARG PYTHON=3.11', 'FROM python:${PYTHON}-slim AS build', 'WORKDIR /app'],
        ...['RUN apt-get update && \\', '    # for psycopg2', ''],
        ...['    apt-get install -y --no-install-recommends gcc libpq-dev=15.* cmake', ''],
        ...[
          'COPY . .',
          'RUN pip install --no-cache-dir -r requirements/live.txt "gunicorn>=21" # here',
        ],
        ...[
          '',
          'FROM python:${PYTHON}-slim',
          'ENV PYTHONUNBUFFERED=1 GREETING="good day" APP_HOME=/app',
        ],
        ...['RUN apt-get update && apt-get install -y curl libgl1-mesa-glx && rm -rf /var/lib/apt'],
        ...['WORKDIR $APP_HOME', 'COPY --from=build /app $APP_HOME', 'EXPOSE 9000'],
        ...['ENTRYPOINT ["tini", "--"]', 'CMD ["/app/docker/start.sh", "shop:app"]'],
      ),
      'docker/start.sh': '#!/bin/sh\nset -e\nexec gunicorn --bind 0.0.0.0:9000 "$@"\n',
      'requirements/live.txt': '-r base.txt\n',
      'requirements/base.txt': 'flask\n',
      'requirements/dev.txt': 'pytest\n',
      'shop.py': flask,
    },
    starts: answers,
  },
  'dockerfile-place': {
    files: {
      Dockerfile: lines(
        ...[
          'FROM python:3.13',
          'WORKDIR /srv/shop',
          'COPY server /srv/shop/server',
          'COPY run.sh ./',
        ],
        ...['COPY requirements.txt .', 'RUN pip3 install -r requirements.txt', 'WORKDIR server'],
        ...[
          'ENV PORT 8100',
          'CMD exec gunicorn -b :${PORT:-80} shop:app --pythonpath /srv/shop/server',
        ],
      ),
      'requirements.txt': 'flask\ngunicorn\n',
      'run.sh': 'exit 1\n',
      'server/shop.py': flask,
    },
    starts: answers,
  },
  'dockerfile-packages': {
    files: {
      Dockerfile: lines(
        ...[
          'FROM debian:trixie-slim',
          'RUN <<EOF',
          'apt-get update',
          'apt-get install -y python3-pip ffmpeg',
        ],
        ...[
          'pip install --break-system-packages --index-url https://index.example/simple bottle==0.13.4',
        ],
        ...['EOF', 'COPY main.py /', 'EXPOSE 8080/tcp', 'CMD ["python3", "/main.py"]'],
      ),
      'main.py': lines(
        ...['from bottle import route, run', '', "route('/')(lambda: 'home')"],
        "run(host='0.0.0.0', port=8080)",
      ),
    },
    starts: answers,
  },
  'dockerfile-django': {
    files: {
      ...django([key, "WSGI_APPLICATION = 'site_project.wsgi.application'"], wsgi),
      'requirements.txt': 'django\n',
      'deploy/Dockerfile': lines(
        ...[
          'FROM python:3.13-slim',
          'COPY . /code',
          'WORKDIR /code',
          'RUN pip install -r requirements.txt',
        ],
        'CMD python manage.py runserver 0.0.0.0:8000',
      ),
    },
    starts: answers,
  },
  'dockerfile-other': {
    files: {
      Dockerfile: lines('FROM node:22', 'COPY . .', 'EXPOSE 3000', 'CMD ["node", "index.js"]'),
      'Dockerfile.dev': lines('FROM python:3.13', 'CMD ["flask", "run", "--reload"]'),
      'index.js': '',
      'app.py': flask,
      'requirements.txt': 'flask\n',
    },
    starts: answers,
  },
  'compose-services': {
    files: {
      'docker-compose.yml': lines(
        ...['services:', '  database:', '    image: postgres', '  worker:', '    build: .'],
        ...['    command: celery -A shop.queue worker', '  site:', '    build: {context: .}'],
        ...['    command: ["gunicorn", "--bind", "0.0.0.0:9100", "shop:app"]'],
        ...[
          '    ports: ["80:9100"]',
          '    environment:',
          '      - DATABASE_URL=postgres://database',
        ],
        ...['      - DEBUG', '  shell:', '    build: .', '    command: sleep infinity'],
      ),
      Dockerfile: lines('FROM python:3.13', 'COPY . /app', 'RUN pip install -r requirements.txt'),
      'requirements.txt': 'flask\ngunicorn\ncelery\n',
      'shop/__init__.py': flask,
      'shop/queue.py': celery,
    },
    starts: answers,
  },
  'gunicorn-settings': {
    files: {
      Procfile: 'web: gunicorn -c settings/server.py shop:app\n',
      'settings/server.py': "workers = 2\nbind = '0.0.0.0:5005'\n",
      'requirements.txt': 'flask\ngunicorn\n',
      'shop.py': flask,
    },
    starts: answers,
  },
  'imports-setuptools': {
    files: {
      'app.py': `import pkg_resources\n\nprint('hello from', pkg_resources.__name__)\n`,
      'requirements.txt': 'six\n',
    },
    starts: writes('hello from pkg_resources'),
  },
  'old-gunicorn': {
    files: {
      Procfile: 'web: gunicorn --bind 0.0.0.0:8000 app:app\n',
      'app.py': flask,
      'requirements.txt': 'flask\ngunicorn==19.9.0\n',
    },
    starts: answers,
  },
  'setup-reads-pins': {
    files: {
      'setup.py': lines(
        ...[
          'from setuptools import setup',
          '',
          "wanted = open('requirements/all.txt').read().split()",
        ],
        "setup(name='shop', version='1', packages=['shop'], install_requires=wanted)",
      ),
      'shop/__init__.py': '',
      'shop/__main__.py': "print('hello from shop')\n",
      'requirements/all.txt': 'numpy==1.26.4\n',
    },
    starts: writes('hello from shop'),
  },
  panel: {
    files: {
      'app.py': "import panel as pn\n\npn.extension()\npn.panel('hello').servable()\n",
      'requirements.txt': 'panel\n',
    },
    starts: answers,
  },
  marimo: {
    files: {
      'notebook.py': lines(
        ...[
          'import marimo',
          '',
          'app = marimo.App()',
          '',
          '',
          '@app.cell',
          'def _():',
          '    return',
          '',
          '',
        ],
        ...["if __name__ == '__main__':", '    app.run()'],
      ),
      'requirements.txt': 'marimo\n',
    },
    starts: answers,
  },
  robyn: {
    files: {
      'app.py': lines(
        ...['from robyn import Robyn', '', 'app = Robyn(__file__)', '', '', "@app.get('/')"],
        ...['async def home(request):', "    return 'home'", '', '', 'app.start(port=8090)'],
      ),
      'requirements.txt': 'robyn\n',
    },
    starts: answers,
  },
  cherrypy: {
    files: {
      'web.py': lines(
        ...[
          'import cherrypy',
          '',
          '',
          'class Site:',
          '    @cherrypy.expose',
          '    def index(self):',
        ],
        ...["        return 'home'", '', '', 'cherrypy.quickstart(Site())'],
      ),
      'requirements.txt': 'cherrypy\n',
    },
    starts: answers,
  },
  'grpc-server': {
    files: {
      'server.py': lines(
        ...['from concurrent import futures', '', 'import grpc', ''],
        ...[
          'server = grpc.server(futures.ThreadPoolExecutor())',
          "server.add_insecure_port('[::]:50051')",
        ],
        ...['server.start()', "print('serves', flush=True)", 'server.wait_for_termination()'],
      ),
      'requirements.txt': 'grpcio\n',
    },
    starts: writes('serves'),
  },
  'mcp-server': {
    files: {
      'server.py': lines(
        ...[
          'from fastmcp import FastMCP',
          '',
          "mcp = FastMCP('shop')",
          '',
          '',
          "if __name__ == '__main__':",
        ],
        "    mcp.run(transport='http', port=8001)",
      ),
      'requirements.txt': 'fastmcp\n',
    },
    starts: answers,
  },
  'agent-directories': {
    files: {
      'shop/__init__.py': 'from . import agent\n',
      'shop/agent.py': "from google.adk.agents import Agent\n\nroot_agent = Agent(name='shop')\n",
      'requirements.txt': 'google-adk\n',
    },
    starts: answers,
  },
  'scrapy-spider': {
    files: {
      'scrapy.cfg': '[settings]\ndefault = shop.settings\n',
      'shop/__init__.py': '',
      'shop/settings.py': "SPIDER_MODULES = ['shop.spiders']\n",
      'shop/spiders/__init__.py': '',
      'shop/spiders/rows.py': lines(
        ...['import scrapy', '', '', 'class Rows(scrapy.Spider):', "    name = 'rows'"],
        ...['    start_urls = []'],
      ),
    },
    starts: writes('Spider opened'),
  },
  'mkdocs-site': {
    files: {
      'mkdocs.yml': 'site_name: Shop\n',
      'docs/index.md': '# Shop\n',
      'requirements.txt': 'mkdocs\n',
    },
    starts: answers,
  },
  notebook: {
    files: {
      'rows.ipynb': '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
      'requirements.txt': 'jupyterlab\n',
    },
    starts: answers,
  },
  'script-metadata': {
    files: {
      'rows.py': lines(
        ...[
          '# /// script',
          '# requires-python = ">=3.11"',
          '# dependencies = [',
          '#   "rich>=13",',
          '# ]',
        ],
        ...['# ///', 'from rich import print', '', "print('hello from rows')"],
      ),
    },
    starts: writes('hello from rows'),
  },
  'module-in-package': {
    files: {
      'shop/server.py': "def run():\n    print('hello from shop')\n",
      'shop/start.py': "from .server import run\n\nif __name__ == '__main__':\n    run()\n",
    },
    starts: writes('hello from shop'),
  },
  'django-gis': {
    files: {
      ...django(
        [
          key,
          "WSGI_APPLICATION = 'site_project.wsgi.application'",
          "INSTALLED_APPS = ['django.contrib.gis']",
        ],
        wsgi,
      ),
      'requirements.txt': 'django\ngunicorn\n',
    },
    starts: answers,
  },
  'empty-lock': {
    files: {
      'uv.lock': '',
      'poetry.lock': '\n',
      'requirements.txt': 'flask\ngunicorn\n',
      'app.py': flask,
    },
    starts: answers,
  },
  pyodbc: {
    files: {
      'app.py': "import pyodbc\n\nprint('hello from', pyodbc.__name__)\n",
      'requirements.txt': 'pyodbc\n',
    },
    starts: writes('hello from pyodbc'),
  },
  ...frameworkApplications,
  ...commandedApplications,
};
