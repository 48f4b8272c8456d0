import type { SmallApplication } from './small-applications.ts';

const answers = { kind: 'answers' } as const;
const lines = (...each: readonly string[]) => `${each.join('\n')}\n`;

const flask = lines(
  ...['from flask import Flask', '', 'app = Flask(__name__)', '', '', "@app.route('/')"],
  ...['def home():', "    return 'home'"],
);
const mcp = (module: string, type: string) =>
  lines(
    `from ${module} import ${type}`,
    ...['', `server = ${type}('shop')`, '', "if __name__ == '__main__':"],
    "    server.run(transport='streamable-http')",
  );
const graphql = lines(
  ...['from ariadne import QueryType, make_executable_schema', 'from ariadne.asgi import GraphQL'],
  ...['', "schema = make_executable_schema('type Query { name: String! }', QueryType())"],
  'app = GraphQL(schema)',
);
const channels = {
  'manage.py': lines(
    ...[
      'import os',
      'import sys',
      '',
      'from django.core.management import execute_from_command_line',
    ],
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'chat.settings')",
    'execute_from_command_line(sys.argv)',
  ),
  'chat/__init__.py': '',
  'chat/settings.py': lines(
    ...["SECRET_KEY = 'x'", "ALLOWED_HOSTS = ['*']", "INSTALLED_APPS = ['daphne', 'channels']"],
    ...["ROOT_URLCONF = 'chat.urls'", "ASGI_APPLICATION = 'chat.asgi.application'"],
  ),
  'chat/urls.py': 'urlpatterns = []\n',
  'chat/asgi.py': lines(
    ...['import os', '', 'from channels.routing import ProtocolTypeRouter'],
    ...['from django.core.asgi import get_asgi_application', ''],
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'chat.settings')",
    "application = ProtocolTypeRouter({'http': get_asgi_application()})",
  ),
};

/** One for each framework that a program of its own starts, or that listens on loopback unless it is told otherwise. */
export const frameworkApplications: Readonly<Record<string, SmallApplication>> = {
  'gradio-chained': {
    files: {
      'app.py': lines(
        ...[
          'import gradio as gr',
          '',
          "gr.Interface(str, 'text', 'text').launch(server_port=7861)",
        ],
      ),
      'requirements.txt': 'gradio\n',
    },
    starts: answers,
  },
  'mcp-of-the-sdk': {
    files: {
      'server.py': mcp('mcp.server.mcpserver', 'MCPServer'),
      'requirements.txt': 'mcp>=2\n',
    },
    starts: answers,
  },
  'mcp-of-the-first-sdk': {
    files: { 'server.py': mcp('mcp.server.fastmcp', 'FastMCP'), 'requirements.txt': 'mcp\n' },
    starts: answers,
  },
  'mcp-with-a-port': {
    files: {
      'server.py': mcp('mcp.server.fastmcp', 'FastMCP')
        .replace("'shop'", "'shop', port=own_port")
        .replace('\n\n', "\nimport os\n\nown_port = int(os.environ.get('SHOP_PORT', 8080))\n"),
      'requirements.txt': 'mcp\n',
    },
    starts: answers,
  },
  'mcp-pinned': {
    files: {
      'servers/shop.py': mcp('mcp.server.fastmcp', 'FastMCP'),
      'requirements.txt': 'mcp==1.2.0\n',
    },
    starts: answers,
  },
  'mcp-without-run': {
    files: {
      'tools.py': "from fastmcp import FastMCP\n\nserver = FastMCP('shop')\n",
      'requirements.txt': 'fastmcp\n',
    },
    starts: answers,
  },
  'bottle-on-loopback': {
    files: {
      'site.py': lines(
        ...['from bottle import route, run', '', '', "@route('/')", 'def home():'],
        ...["    return 'home'", '', '', "run(host='localhost', port=8081)"],
      ),
      'requirements.txt': 'bottle\n',
    },
    starts: answers,
  },
  'aiohttp-on-loopback': {
    files: {
      'web/__init__.py': '',
      'web/main.py': lines(
        ...['from aiohttp import web', '', '', 'async def make():', '    return web.Application()'],
        ...['', '', "web.run_app(make(), host='127.0.0.1', port=8082)"],
      ),
      'requirements.txt': 'aiohttp\n',
    },
    starts: answers,
  },
  shiny: {
    files: {
      'app.py': "from shiny.express import ui\n\nui.h1('home')\n",
      'requirements.txt': 'shiny\n',
    },
    starts: answers,
  },
  solara: {
    files: {
      'page.py': "import solara\n\n\n@solara.component\ndef Page():\n    solara.Text('home')\n",
      'requirements.txt': 'solara\n',
    },
    starts: answers,
  },
  mesop: {
    files: {
      'main.py': "import mesop as me\n\n\n@me.page(path='/')\ndef home():\n    me.text('home')\n",
      'requirements.txt': 'mesop\n',
    },
    starts: answers,
  },
  graphql: {
    files: { 'main.py': graphql, 'requirements.txt': 'ariadne\nuvicorn\n' },
    starts: answers,
  },
  'socket-io': {
    files: {
      'app.py': lines(
        ...[
          'import socketio',
          '',
          "app = socketio.ASGIApp(socketio.AsyncServer(async_mode='asgi'))",
        ],
      ),
      'requirements.txt': 'python-socketio\n',
    },
    starts: answers,
  },
  'flask-socket-io': {
    files: {
      'app.py': lines(
        ...['from flask import Flask', 'from flask_socketio import SocketIO', ''],
        ...['app = Flask(__name__)', 'sockets = SocketIO(app)', '', "if __name__ == '__main__':"],
        '    sockets.run(app)',
      ),
      'requirements.txt': 'flask-socketio\n',
    },
    starts: answers,
  },
  'django-channels': {
    files: { ...channels, 'requirements.txt': 'django\nchannels[daphne]\n' },
    starts: answers,
  },
  'django-channels-without-server': {
    files: { ...channels, 'requirements.txt': 'django\nchannels\n' },
  },
  websockets: {
    files: {
      'main.py': lines(
        ...['from fastapi import FastAPI, WebSocket', '', 'app = FastAPI()', '', ''],
        ...["@app.websocket('/echo')", 'async def echo(socket: WebSocket):'],
        '    await socket.accept()',
      ),
      'requirements.txt': 'fastapi\n',
    },
    starts: answers,
  },
  'port-by-place': {
    files: {
      'serve.py': lines(
        ...['from wsgiref.simple_server import demo_app, make_server', '', 'PORT = 6543', ''],
        "make_server('0.0.0.0', PORT, demo_app).serve_forever()",
      ),
    },
    starts: answers,
  },
  'port-of-options': {
    files: {
      'serve.py': lines(
        ...['import tornado.ioloop', 'import tornado.web'],
        ...['from tornado.options import define, options', '', "define('port', default=8890)"],
        'tornado.web.Application([]).listen(options.port)',
        'tornado.ioloop.IOLoop.current().start()',
      ),
      'requirements.txt': 'tornado\n',
    },
    starts: answers,
  },
  'streamlit-with-settings': {
    files: {
      'Home.py': "import streamlit as st\n\nst.title('home')\n",
      '.streamlit/config.toml': '[server]\nport = 80\n',
      'requirements.txt': 'streamlit\n',
    },
    starts: answers,
  },
  'celery-tasks': {
    files: {
      'tasks.py': "from celery import Celery\n\napp = Celery('tasks', broker='memory://')\n",
      'requirements.txt': 'celery\n',
    },
    starts: { kind: 'writes', text: 'transport:' },
  },
  'invoke-tasks': {
    files: {
      'tasks.py': 'from invoke import task\n\n\n@task\ndef build(context):\n    pass\n',
      'main.py': "print('hello')\n",
    },
    starts: { kind: 'writes', text: 'hello' },
  },
  dramatiq: {
    files: {
      'jobs.py': lines(
        ...['import dramatiq', 'from dramatiq.brokers.stub import StubBroker', ''],
        ...['dramatiq.set_broker(StubBroker())', '', '', '@dramatiq.actor', 'def add(a, b):'],
        '    return a + b',
      ),
      'requirements.txt': 'dramatiq\n',
    },
    starts: { kind: 'writes', text: 'ready for action' },
  },
  'old-flit': {
    files: {
      'pyproject.toml': lines(
        ...['[build-system]', 'requires = ["flit_core >=2,<4"]'],
        ...['build-backend = "flit_core.buildapi"', '', '[tool.flit.metadata]', 'module = "shop"'],
        ...['author = "A"', 'requires = ["six"]', '', '[tool.flit.scripts]', 'sell = "shop:main"'],
      ),
      'shop.py': lines(
        ...['"""A shop."""', '', 'import six', '', "__version__ = '1.0'", '', '', 'def main():'],
        "    print('hello from', six.__name__)",
      ),
    },
    starts: { kind: 'writes', text: 'hello from six' },
  },
  'old-flask': {
    files: { 'app.py': flask, 'requirements.txt': 'flask==2.0.1\ngunicorn\n' },
    starts: answers,
  },
  'old-extensions': {
    files: {
      'app.py': `${flask}\nimport flask_login, flask_sqlalchemy, flask_wtf\n`,
      'requirements.txt':
        'flask\nflask-login==0.5.0\nflask-sqlalchemy==2.5.1\nflask-wtf==0.14.3\ngunicorn\n',
    },
    starts: answers,
  },
  'old-flask-and-a-limit': {
    files: { 'app.py': flask, 'requirements.txt': 'flask==2.0.1\nwerkzeug~=2.0\ngunicorn\n' },
    starts: answers,
  },
  'older-flask': {
    files: { 'app.py': flask, 'requirements.txt': 'flask==0.12.5\nmarkupsafe==2.0.1\ngunicorn\n' },
    starts: answers,
  },
  'removed-module': {
    files: { 'main.py': "import cgi\n\nprint('hello from', cgi.__name__)\n" },
    starts: { kind: 'writes', text: 'hello from cgi' },
  },
  'removed-module-brought-back': {
    files: {
      'main.py': "import cgi\n\nprint('hello from', cgi.__name__)\n",
      'requirements.txt': 'legacy-cgi\n',
    },
    starts: { kind: 'writes', text: 'hello from cgi' },
  },
  'removed-module-of-its-own': {
    files: {
      'main.py': "from parser import name\n\nprint('hello from', name)\n",
      'parser.py': "name = 'parser'\n",
    },
    starts: { kind: 'writes', text: 'hello from parser' },
  },
  'settings-of-pydantic': {
    files: {
      'app/__init__.py': '',
      'app/main.py': lines(
        ...['from fastapi import FastAPI', '', 'from app.core.config import settings', ''],
        ...['app = FastAPI(title=settings.title)'],
      ),
      'app/core/__init__.py': '',
      'app/core/config.py': lines(
        ...['from pydantic import PostgresDsn', 'from pydantic_settings import BaseSettings', ''],
        ...['', 'class Settings(BaseSettings):', '    title: str = "shop"'],
        ...[
          '    database_url: PostgresDsn',
          '    secret_key: str',
          '',
          '',
          'settings = Settings()',
        ],
      ),
      'app/core/mails.py': 'import os\n\nserver = os.environ["MAIL_SERVER"]\n',
      'requirements.txt': 'fastapi\nuvicorn\npydantic-settings\n',
    },
  },
  'variables-of-imported-modules': {
    files: {
      'shop/__init__.py': 'from .pages import app\n',
      'shop/pages.py': lines(
        ...['import flask', '', 'from . import tables', 'from .settings import KEY', ''],
        ...['try:', '    from .optional import EXTRA', 'except ImportError:', '    EXTRA = None'],
        ...['', 'app = flask.Flask(__name__)', 'app.secret_key = KEY'],
      ),
      'shop/settings.py': 'import os\n\nKEY = os.environ["SHOP_KEY"]\n',
      'shop/tables.py': 'import os\n\nPLACE = os.environ["SHOP_TABLES"]\n',
      'shop/optional.py': 'import os\n\nEXTRA = os.environ["SHOP_EXTRA"]\n',
      'wsgi.py': 'from shop import app\n',
      Procfile: 'web: gunicorn wsgi:app\n',
      'requirements.txt': 'flask\ngunicorn\n',
    },
  },
  'django-settings-that-are-not-there': {
    files: {
      'manage.py': lines(
        ...['import os', 'from django.core.management import execute_from_command_line', ''],
        ...["os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings.local')"],
        'execute_from_command_line()',
      ),
      'shop/settings/__init__.py': '',
      'shop/settings/base.py':
        "ROOT_URLCONF = 'shop.urls'\nWSGI_APPLICATION = 'shop.wsgi.application'\n",
      'shop/wsgi.py': lines(
        ...['import os', 'from django.core.wsgi import get_wsgi_application', ''],
        ...["os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings.local')"],
        'application = get_wsgi_application()',
      ),
      'requirements.txt': 'django\n',
    },
  },
  'flask-that-flaskenv-names': {
    files: {
      '.flaskenv': 'FLASK_APP=microblog.py\n',
      'microblog.py': flask,
      'app.py': flask,
      'requirements.txt': 'flask\n',
    },
    starts: { kind: 'answers' },
  },
  'fastapi-entry-point': {
    files: {
      'pyproject.toml': lines(
        ...['[project]', 'name = "shop"', 'version = "1"', 'dependencies = ["fastapi", "uvicorn"]'],
        ...['', '[tool.fastapi]', 'entrypoint = "shop.pages:pages"'],
      ),
      'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      'shop/__init__.py': '',
      'shop/pages.py': 'from fastapi import FastAPI\n\npages = FastAPI()\n',
    },
    starts: { kind: 'answers' },
  },
};
