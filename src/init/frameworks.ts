import type { ServerInterface } from './servers.ts';

/** A call that makes a web application. */
interface Constructor {
  readonly framework: string;
  readonly kind: ServerInterface;
}

/** Callables that make an object that a server can run, by the name under which they are imported. */
export const constructors: Readonly<Record<string, Constructor>> = {
  'flask.Flask': { framework: 'Flask', kind: 'wsgi' },
  'apiflask.APIFlask': { framework: 'APIFlask', kind: 'wsgi' },
  'bottle.Bottle': { framework: 'Bottle', kind: 'wsgi' },
  'bottle.default_app': { framework: 'Bottle', kind: 'wsgi' },
  'falcon.App': { framework: 'Falcon', kind: 'wsgi' },
  'falcon.API': { framework: 'Falcon', kind: 'wsgi' },
  'flask_openapi3.OpenAPI': { framework: 'Flask', kind: 'wsgi' },
  'ariadne.wsgi.GraphQL': { framework: 'Ariadne', kind: 'wsgi' },
  'socketio.WSGIApp': { framework: 'Socket.IO', kind: 'wsgi' },
  'spyne.server.wsgi.WsgiApplication': { framework: 'Spyne', kind: 'wsgi' },
  'connexion.FlaskApp': { framework: 'Connexion', kind: 'asgi' },
  'django.core.wsgi.get_wsgi_application': { framework: 'Django', kind: 'wsgi' },
  'django.core.asgi.get_asgi_application': { framework: 'Django', kind: 'asgi' },
  'fastapi.FastAPI': { framework: 'FastAPI', kind: 'asgi' },
  'fastapi.applications.FastAPI': { framework: 'FastAPI', kind: 'asgi' },
  'starlette.applications.Starlette': { framework: 'Starlette', kind: 'asgi' },
  'litestar.Litestar': { framework: 'Litestar', kind: 'asgi' },
  'litestar.app.Litestar': { framework: 'Litestar', kind: 'asgi' },
  'quart.Quart': { framework: 'Quart', kind: 'asgi' },
  'sanic.Sanic': { framework: 'Sanic', kind: 'asgi' },
  'blacksheep.Application': { framework: 'BlackSheep', kind: 'asgi' },
  'blacksheep.server.Application': { framework: 'BlackSheep', kind: 'asgi' },
  'ariadne.asgi.GraphQL': { framework: 'Ariadne', kind: 'asgi' },
  'strawberry.asgi.GraphQL': { framework: 'Strawberry', kind: 'asgi' },
  'channels.routing.ProtocolTypeRouter': { framework: 'Channels', kind: 'asgi' },
  'emmett.App': { framework: 'Emmett', kind: 'asgi' },
  'esmerald.Esmerald': { framework: 'Esmerald', kind: 'asgi' },
  'lilya.apps.Lilya': { framework: 'Lilya', kind: 'asgi' },
  'microdot.asgi.Microdot': { framework: 'Microdot', kind: 'asgi' },
  'microdot.wsgi.Microdot': { framework: 'Microdot', kind: 'wsgi' },
  'socketio.ASGIApp': { framework: 'Socket.IO', kind: 'asgi' },
  'starlite.Starlite': { framework: 'Starlite', kind: 'asgi' },
  'falcon.asgi.App': { framework: 'Falcon', kind: 'asgi' },
  'connexion.AsyncApp': { framework: 'Connexion', kind: 'asgi' },
  'fasthtml.common.FastHTML': { framework: 'FastHTML', kind: 'asgi' },
  'fasthtml.common.fast_app': { framework: 'FastHTML', kind: 'asgi' },
  'fasthtml.FastHTML': { framework: 'FastHTML', kind: 'asgi' },
  'fasthtml.fast_app': { framework: 'FastHTML', kind: 'asgi' },
};

/** Distributions that bring a server along. */
export const bringsServer: Readonly<Record<string, readonly string[]>> = {
  'python-fasthtml': ['uvicorn'],
  gradio: ['uvicorn'],
  'channels[daphne]': ['daphne'],
  fastmcp: ['uvicorn'],
  mcp: ['uvicorn'],
  starlite: ['uvicorn'],
  quart: ['hypercorn'],
  'fastapi[standard]': ['uvicorn'],
  'fastapi[all]': ['uvicorn'],
  'litestar[standard]': ['uvicorn'],
  'uvicorn-worker': ['uvicorn', 'gunicorn'],
  'fastapi-cli': ['uvicorn'],
};

/** Paths of requests that tell nothing but whether an application works. */
export const healthPaths: readonly string[] = [
  ...['/health', '/healthz', '/health/', '/healthz/', '/healthcheck', '/health-check', '/livez'],
  ...['/health/live', '/_health', '/api/health', '/ping'],
];
