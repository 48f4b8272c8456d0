import type { SmallApplication } from './small-applications.ts';

const answers = { kind: 'answers' } as const;
const writes = (text: string) => ({ kind: 'writes', text }) as const;
const lines = (...each: readonly string[]) => `${each.join('\n')}\n`;

const flask = lines(
  ...['from flask import Flask', '', 'app = Flask(__name__)', '', '', "@app.route('/')"],
  ...['def home():', "    return 'home'"],
);
const starlette = lines(
  ...['from starlette.applications import Starlette', 'from starlette.routing import Route'],
  ...['from starlette.responses import PlainTextResponse', '', ''],
  ...['async def home(request):', "    return PlainTextResponse('home')", '', ''],
  "app = Starlette(routes=[Route('/', home)])",
);
const started = (text: string) => lines("if __name__ == '__main__':", `    print('${text}')`);
const table = (...each: readonly string[]) =>
  lines(
    '[project]',
    'name = "shop"',
    'version = "1.0"',
    'dependencies = ["flask", "gunicorn"]',
    ...each,
  );
const image = (...each: readonly string[]) =>
  lines('FROM python:3.13-slim', 'WORKDIR /app', 'COPY . .', 'RUN uv sync --frozen', ...each);

const pyramid = lines(
  ...['from pyramid.config import Configurator', 'from pyramid.response import Response', '', ''],
  ...['def main(settings, **local):', '    with Configurator(settings=local) as config:'],
  ...["        config.add_route('home', '/')"],
  ...["        config.add_view(lambda request: Response('home'), route_name='home')"],
  '        return config.make_wsgi_app()',
);
const pyramidSetup = lines(
  ...['from setuptools import find_packages, setup', '', 'setup('],
  ...["    name='shop-front', version='1', packages=find_packages(),"],
  ...["    install_requires=['pyramid', 'waitress'],", '    entry_points={'],
  ...["        'paste.app_factory': ['main = shop_front:main'],"],
  ...["        'console_scripts': ['make_tables = shop_front.tables:main'],", '    },', ')'],
);
const settings = (...server: readonly string[]) =>
  lines(
    '[app:main]',
    'use = egg:shop-front',
    '[server:main]',
    'use = egg:waitress#main',
    ...server,
  );
const pyramidFiles = {
  'setup.py': pyramidSetup,
  'shop_front/__init__.py': pyramid,
  'shop_front/tables.py': lines('def main():', "    print('tables')"),
  'development.ini': settings('listen = localhost:6543'),
  'testing.ini': settings('listen = *:1'),
};

const djangoFiles = (...settings: readonly string[]) => ({
  'manage.py': lines(
    ...['import os', 'import sys', 'from django.core.management import execute_from_command_line'],
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.settings')",
    'execute_from_command_line(sys.argv)',
  ),
  'site_/__init__.py': '',
  'site_/settings.py': lines(
    ...[
      'import os',
      'from pathlib import Path',
      "SECRET_KEY = 'for tests'",
      "ALLOWED_HOSTS = ['*']",
    ],
    ...['BASE_DIR = Path(__file__).resolve().parent.parent', "ROOT_URLCONF = 'site_.urls'"],
    ...["INSTALLED_APPS = ['django.contrib.staticfiles']", "STATIC_URL = '/static/'"],
    ...["STATICFILES_DIRS = [BASE_DIR / 'static']", "WSGI_APPLICATION = 'site_.wsgi.application'"],
    ...settings,
  ),
  'site_/urls.py': 'urlpatterns = []\n',
  'site_/wsgi.py': lines(
    ...['import os', 'from django.core.wsgi import get_wsgi_application'],
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_.settings')",
    'application = get_wsgi_application()',
  ),
  'static/shop.css': 'p {}\n',
  'requirements.txt': 'django\ngunicorn\n',
});

/** Applications that are started by commands of project tools, and several in one repository. */
export const commandedApplications: Readonly<Record<string, SmallApplication>> = {
  'uv-runs-a-file': {
    files: {
      Dockerfile: image('CMD ["uv", "run", "--frozen", "--extra", "web", "serve.py", "--loud"]'),
      'pyproject.toml': table(),
      'serve.py': started('served'),
    },
    starts: writes('served'),
  },
  'uv-runs-a-module': {
    files: {
      Procfile: lines(
        'web: uv run --no-dev --env-file=.env.sample --with rich -m shop # by the platform',
        "worker: python -m poetry run celery -A 'shop.#jobs' worker",
        'clock: uv run --directory . -- python clock.py#1',
      ),
      'pyproject.toml': table(),
      'shop/__init__.py': '',
      'shop/__main__.py': started('by module'),
      'clock.py': started('clock'),
    },
    starts: writes('by module'),
  },
  'pipenv-command': {
    files: {
      Procfile: lines('web: pipenv run serve --workers 2', 'jobs: pipenv run python jobs.py'),
      Pipfile: lines(
        ...['[packages]', 'flask = "*"', 'gunicorn = "*"', '[scripts]'],
        'serve = "gunicorn --bind 0.0.0.0:$PORT shop:app"',
      ),
      'shop.py': flask,
      'jobs.py': started('jobs'),
    },
    starts: answers,
  },
  'pdm-command': {
    files: {
      Procfile: 'web: pdm run serve\n',
      'pyproject.toml': table(
        ...['[tool.pdm.scripts]', 'serve = { cmd = ["gunicorn", "shop:app"] }', 'test = "pytest"'],
      ),
      'shop.py': flask,
    },
    starts: answers,
  },
  'poe-command': {
    files: {
      Dockerfile: image('CMD uv run poe serve'),
      'pyproject.toml': table('[tool.poe.tasks.serve]', 'cmd = "gunicorn --bind :8000 shop:app"'),
      'shop.py': flask,
    },
    starts: answers,
  },
  'pyramid-settings': {
    files: { ...pyramidFiles, 'production.ini': settings('host = 0.0.0.0', 'port = 6544') },
    starts: answers,
  },
  'pyramid-on-loopback': { files: pyramidFiles, starts: answers },
  'bottle-with-a-reloader': {
    files: {
      'app.py': lines(
        ...['from bottle import route, run', '', "route('/')(lambda: 'home')", ''],
        "run(host='localhost', port=8090, reloader=True)",
      ),
      'requirements.txt': 'bottle\n',
    },
    starts: answers,
  },
  'setup-without-its-module': {
    files: {
      'setup.py': lines(
        ...['from setuptools import find_packages, setup', ''],
        "setup(name='shop', version='1', packages=find_packages(), install_requires=['flask'])",
      ),
      'shop.py': flask,
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'django-with-a-condition': {
    files: {
      ...djangoFiles(
        ...["DEBUG = 'CLOUD' not in os.environ", 'if not DEBUG:'],
        ...['    # Compressed, too.', "    STATIC_ROOT = BASE_DIR / 'collected'"],
      ),
    },
    starts: answers,
  },
  'django-with-a-condition-that-holds': {
    files: {
      ...djangoFiles(
        ...['DEBUG = False', 'if DEBUG:', "    EXTRA = ['x']", 'else:'],
        "    STATIC_ROOT = BASE_DIR / 'collected'",
      ),
    },
    starts: answers,
  },
  'uwsgi-of-an-application': {
    files: { 'shop.py': flask, 'requirements.txt': 'flask\nuwsgi==2.0.31\n' },
    starts: answers,
  },
  'function-of-a-request': {
    files: {
      'main.py': lines(
        ...['def total(prices):', '    return sum(prices)', '', '', 'def answer(request):'],
        "    return f'{total([1, 2])}'",
      ),
      'requirements.txt': 'functions-framework==3.8.3\n',
    },
    starts: answers,
  },
  'function-of-an-event': {
    files: {
      'main.py': lines('def stored(event, context):', "    print(event['name'])"),
      'requirements.txt': 'functions-framework==3.8.3\n',
    },
    starts: answers,
  },
  'browsers-of-playwright': {
    files: {
      'page.py': lines(
        ...['from playwright.sync_api import sync_playwright', ''],
        ...['with sync_playwright() as run:', '    print(run.chromium.launch().version)'],
      ),
      'requirements.txt': 'playwright\n',
    },
  },
  'models-of-spacy': {
    files: {
      'words.py': lines(
        ...['import spacy', '', "english = spacy.load('en_core_web_sm')"],
        ...["german = spacy.load('de_core_news_sm')", "print(english('one').text)"],
      ),
      'requirements.txt': 'spacy\nde_core_news_sm @ https://files.example/de_core_news_sm.whl\n',
    },
  },
  'data-of-nltk': {
    files: {
      'words.py': lines('import nltk', '', "print(nltk.corpus.stopwords.words('english')[0])"),
      'nltk.txt': 'city_database\r\nstopwords\n',
      'requirements.txt': 'nltk\n',
    },
  },
  'pins-that-newer-ones-break': {
    files: {
      'app.py': lines('import environs', '', "print(environs.Env().str('HOME'))"),
      'requirements.txt': 'environs==9.5.0\n',
    },
    starts: writes('/'),
  },
  'old-mcp': {
    files: {
      'server.py': lines(
        ...['from mcp.server.fastmcp import FastMCP', '', "shop = FastMCP('shop')", ''],
        ...["if __name__ == '__main__':", "    shop.run(transport='sse')"],
      ),
      'requirements.txt': 'mcp[cli]==1.9.4\n',
    },
    starts: answers,
  },
  'applications-of-one-name': {
    files: {
      'orders/web/app.py': flask,
      'orders/web/requirements.txt': 'flask\n',
      'people/web/app.py': flask,
      'people/web/requirements.txt': 'flask\n',
      'people/jobs/main.py': started('jobs'),
      'people/jobs/requirements.txt': 'six\n',
    },
    starts: answers,
  },
  'script-without-requirements': {
    files: {
      'codes.py': lines(
        ...['import qrcode', 'from PIL.Image import Image', 'from pyzbar.pyzbar import decode', ''],
        ...["image: Image = qrcode.make('hello from a code').get_image()"],
        ...["print(*(found.data.decode() for found in decode(image.convert('L'))))"],
      ),
    },
    starts: writes('hello from a code'),
  },
  'hypercorn-on-loopback': {
    files: {
      Procfile: 'web: hypercorn --workers 1 app:app\n',
      'app.py':
        'from quart import Quart\n\napp = Quart(__name__)\n\n\n' +
        "@app.route('/')\nasync def home():\n    return 'home'\n",
      'requirements.txt': 'quart\nhypercorn\n',
    },
    starts: answers,
  },
  'daphne-on-loopback': {
    files: {
      Procfile: 'web: daphne -p 9001 app:app\n',
      'app.py': starlette,
      'requirements.txt': 'starlette\ndaphne\n',
    },
    starts: answers,
  },
  'waitress-at-its-port': {
    files: {
      'render.yaml': lines(
        ...['services:', '  - type: web', '    name: shop'],
        '    startCommand: waitress-serve --threads=2 app:app',
      ),
      'app.py': flask,
      'requirements.txt': 'flask\nwaitress\n',
    },
    starts: answers,
  },
  'granian-on-loopback': {
    files: {
      Procfile: 'web: granian --interface asgi --workers 1 app:app\n',
      'app.py': starlette,
      'requirements.txt': 'starlette\ngranian\n',
    },
    starts: answers,
  },
  'processes-with-names-of-targets': {
    files: {
      Procfile: lines(
        ...['web: gunicorn app:app', 'check: python jobs.py', 'x-ray: python jobs.py'],
        ...['root: python jobs.py', 'app-check: python jobs.py', '12: python jobs.py'],
        ...['null: python jobs.py', 'nightly_jobs: python jobs.py'],
      ),
      'app.py': flask,
      'jobs.py': started('jobs'),
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'directories-with-names-of-targets': {
    files: {
      'debug/main.py': started('debug'),
      'debug/requirements.txt': 'six\n',
      'runner/app.py': flask,
      'runner/requirements.txt': 'flask\n',
      'check/main.py': started('check'),
      'check/requirements.txt': 'six\n',
      'z jobs/main.py': started('jobs'),
      'z jobs/requirements.txt': 'six\n',
    },
    starts: answers,
  },
  'requirements-of-nothing-above': {
    files: {
      'requirements.txt': '# Each application has its own.\n',
      'noxfile_config.py': 'SESSIONS = []\n',
      'editor/main.py': flask,
      'editor/requirements.txt': 'flask\n',
      'reader/main.py': flask,
      'reader/requirements.txt': 'flask\nsix\n',
    },
    starts: answers,
  },
  'requirements-of-nothing': {
    files: {
      'requirements.txt': '',
      'shop/__init__.py': '',
      'shop/__main__.py': started('shop'),
      'docs/requirements.txt': 'sphinx\n',
      'docs/conf.py': '',
    },
    starts: writes('shop'),
  },
  'later-gunicorn': {
    files: {
      Procfile: 'web: gunicorn --bind 0.0.0.0:8000 app:app\n',
      'app.py': flask,
      'requirements.txt': 'flask\ngunicorn==20.1.0\n',
    },
    starts: answers,
  },
  'render-blueprint': {
    files: {
      'render.yaml': lines(
        ...['services:', '  - type: redis', '    name: cache', '  - type: web', '    name: front'],
        ...['    runtime: python', '    buildCommand: pip install -r requirements.txt'],
        ...['    startCommand: gunicorn --bind 0.0.0.0:$PORT shop:app', '  - type: worker'],
        ...['    name: -Mail queue_2', '    startCommand: python mails.py'],
      ),
      'shop.py': flask,
      'mails.py': started('mails'),
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'render-with-directories': {
    files: {
      'render.yaml': lines(
        ...['services:', '  - type: web', '    name: pages', '    runtime: static'],
        ...['    rootDir: pages', '    startCommand: npm start', '  - type: web', '    name: back'],
        ...['    rootDir: backend', '    startCommand: |', '      python prepare.py'],
        '      gunicorn shop:app',
      ),
      'pages/index.html': '',
      'backend/shop.py': flask,
      'backend/prepare.py': started('prepared'),
      'backend/requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'fly-processes': {
    files: {
      'fly.toml': lines(
        ...["app = 'shop'", '[processes]', "worker = 'python mails.py'"],
        ...["app = 'gunicorn --bind :8080 shop:app'", '[http_service]', 'internal_port = 8080'],
      ),
      'shop.py': flask,
      'mails.py': started('mails'),
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'heroku-containers': {
    files: {
      'heroku.yml': lines(
        ...['run:', '  web: gunicorn shop:app', '  mails:', '    command:'],
        ...['      - python mails.py', '    image: web'],
      ),
      'shop.py': flask,
      'mails.py': started('mails'),
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'digitalocean-application': {
    files: {
      '.do/app.yaml': lines(
        ...['name: shop', 'services:', '- name: front', '  source_dir: /'],
        ...['  run_command: gunicorn --worker-tmp-dir /dev/shm shop:app', 'workers:'],
        ...['- name: mails', '  source_dir: /', '  run_command: python mails.py'],
      ),
      'shop.py': flask,
      'mails.py': started('mails'),
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'cloud-foundry-manifest': {
    files: {
      'manifest.yml': lines(
        ...['applications:', '- name: shop', '  memory: 128M', '  command: gunicorn shop:app'],
        ...['  processes:', '  - type: mails', '    command: python mails.py'],
      ),
      'shop.py': flask,
      'mails.py': started('mails'),
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'manifest-of-something-else': {
    files: {
      'manifest.yml': 'applications: shop\nservices: [1]\n',
      'render.yaml': 'services: {web: [\n',
      'fly.toml': '[processes]\nweb = 1\n',
      'heroku.yml': 'run: []\n',
      'shop.py': flask,
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'packages-of-hosted-streamlit': {
    files: {
      'home.py': "import streamlit as st\n\nst.title('home')\n",
      'packages.txt': '# for maps\nlibgeos-dev\nffmpeg\n',
      'requirements.txt': 'streamlit\n',
    },
    starts: answers,
  },
  'packages-of-python': {
    files: {
      'shop.py': flask,
      'packages.txt': 'flask\n',
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'packages-of-an-aptfile': {
    files: {
      Aptfile: lines(
        ...['# drawing', 'graphviz', ':repo:deb https://files.example/debian stable main'],
        ...['https://files.example/own.deb', 'libxml2-dev', 'curl'],
      ),
      'shop.py': flask,
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'packages-of-build-services': {
    files: {
      'nixpacks.toml': '[phases.setup]\naptPkgs = ["...", "graphviz"]\n',
      'railpack.json': JSON.stringify({
        buildAptPackages: ['libxml2-dev'],
        deploy: { aptPackages: ['file'] },
      }),
      'shop.py': flask,
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'server-as-a-module': {
    files: {
      'render.yaml': lines(
        ...['services:', '  - type: web', '    name: front', '    env: python'],
        '    startCommand: python -m gunicorn shop:app',
      ),
      'shop.py': flask,
      'requirements.txt': 'flask\ngunicorn\n',
    },
    starts: answers,
  },
  'fastapi-run-without-a-path': {
    files: {
      Procfile: 'web: fastapi run --host 0.0.0.0 --port 8000\n',
      'pyproject.toml': lines(
        ...['[project]', 'name = "shop"', 'version = "1"'],
        ...['dependencies = ["fastapi[standard]", "pydantic-settings"]', '', '[tool.fastapi]'],
        'entrypoint = "shop.main:app"',
      ),
      'shop/__init__.py': '',
      'shop/main.py': lines(
        ...['from fastapi import FastAPI', '', 'from .settings import settings', ''],
        'app = FastAPI(title=settings.title)',
      ),
      'shop/settings.py': lines(
        ...['from pydantic_settings import BaseSettings', '', '', 'class Settings(BaseSettings):'],
        ...['    title: str', '', '', 'settings = Settings()'],
      ),
    },
  },
};
