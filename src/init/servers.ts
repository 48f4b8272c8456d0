import { DEFAULT_PORT, type ServerName } from './entry-point.ts';

/** The two interfaces between a server and an application (PEP 3333, ASGI). */
export type ServerInterface = 'wsgi' | 'asgi';

/** An application as the argument of a server. */
export interface ServedApplication {
  /** `package.module` */
  readonly module: string;
  /** Name of the object, or of the function that makes it. */
  readonly name: string;
  readonly isFactory: boolean;
  /** The directory that has to be on the module path, where that is not the one in which it starts. */
  readonly directory?: string;
}

interface Server {
  /** Name of the package. */
  readonly name: string;
  readonly command: (application: ServedApplication, port: number) => readonly string[];
}

const target = ({ module, name }: ServedApplication) => `${module}:${name}`;
const called = (application: ServedApplication) =>
  target(application) + (application.isFactory ? '()' : '');
const address = (port: number) => `0.0.0.0:${port}`;

const gunicorn: Server = {
  name: 'gunicorn',
  command: (application, port) => [
    ...['gunicorn', '--bind', address(port)],
    ...(application.directory === undefined ? [] : ['--pythonpath', application.directory]),
    called(application),
  ],
};

const uvicorn: Server = {
  name: 'uvicorn',
  command: (application, port) => [
    ...['uvicorn', '--host', '0.0.0.0', '--port', String(port)],
    ...(application.directory === undefined ? [] : ['--app-dir', application.directory]),
    ...(application.isFactory ? ['--factory'] : []),
    target(application),
  ],
};

/** Servers by preference; the first is added where none is installed. */
const servers: Readonly<Record<ServerInterface, readonly [Server, ...Server[]]>> = {
  wsgi: [
    gunicorn,
    {
      name: 'waitress',
      command: (application, port) => [
        ...['waitress-serve', `--listen=${address(port)}`],
        ...(application.isFactory ? ['--call'] : []),
        target(application),
      ],
    },
    {
      name: 'uwsgi',
      command: (application, port) => [
        ...['uwsgi', '--http', address(port), '--master', '--module', called(application)],
      ],
    },
    {
      name: 'granian',
      command: (application, port) => granian('wsgi', application, port),
    },
  ],
  asgi: [
    uvicorn,
    {
      name: 'hypercorn',
      command: (application, port) => ['hypercorn', '--bind', address(port), called(application)],
    },
    {
      name: 'granian',
      command: (application, port) => granian('asgi', application, port),
    },
    {
      name: 'daphne',
      command: (application, port) => [
        ...['daphne', '-b', '0.0.0.0', '-p', String(port), target(application)],
      ],
    },
  ],
};

function granian(kind: ServerInterface, application: ServedApplication, port: number) {
  return [
    ...['granian', '--interface', kind, '--host', '0.0.0.0', '--port', String(port)],
    ...(application.isFactory ? ['--factory'] : []),
    target(application),
  ];
}

/** The command of a server that is installed, else of the one that is added. */
export function served(
  kind: ServerInterface,
  application: ServedApplication,
  isInstalled: (name: string) => boolean,
  { hasSockets = false }: { readonly hasSockets?: boolean } = {},
): { readonly command: readonly string[]; readonly port: number; readonly server?: ServerName } {
  const [added] = servers[kind];
  const found = servers[kind].find(
    ({ name }) => isInstalled(name) && !(name === 'daphne' && application.isFactory),
  );
  const command = (found ?? added).command(application, DEFAULT_PORT);
  const asgi = hasSockets ? 'uvicorn[standard]' : 'uvicorn';
  const server = kind === 'wsgi' ? 'gunicorn' : asgi;
  return { command, port: DEFAULT_PORT, ...(found === undefined && { server }) };
}
