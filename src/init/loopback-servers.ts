import { valueOf } from './listening-port.ts';
import type { Call, PythonModule } from './python/python-module.ts';
import { stringValue, type Syntax } from './python/syntax.ts';

/** Callables of the standard library and of websockets that listen on an address. */
const SERVERS =
  /^(?:(?:http\.server|socketserver|xmlrpc\.server)\.\w*Server|wsgiref\.simple_server\.(?:make_server|WSGIServer)|asyncio\.start_server|websockets\.(?:[\w.]+\.)?serve)$/;

/** Whether a module runs a server of sockets on loopback, where nothing outside of its container reaches it. */
export function isOnLoopback(module: PythonModule): boolean {
  const { calls } = module;
  const listens = calls.some(({ callee }) => callee.endsWith('.listen'));
  const isServer = ({ callee }: Call) =>
    SERVERS.test(callee) || (listens && callee.endsWith('.bind'));
  return calls.filter(isServer).some(({ positional, named }) =>
    [...positional, named.get('host'), named.get('server_address')]
      .map((node) => valueOf(node, module))
      .flatMap((node): readonly (Syntax | undefined)[] =>
        node?.kind === 'TupleExpression' ? node.children : [node],
      )
      .some((node) => isLoopback(stringValue(valueOf(node, module)))),
  );
}

export function isLoopback(host: string | undefined): boolean {
  return host === 'localhost' || host === '::1' || host?.startsWith('127.') === true;
}

/** Statements that let each socket of IPv4 listen on every address, whatever host it is given. */
export const openedSockets: readonly string[] = [
  'import socket',
  'bind = socket.socket.bind',
  "socket.socket.bind = lambda self, to: bind(self, ('0.0.0.0', to[1]) if self.family == socket.AF_INET else to)",
];
