import { expect, test } from 'vitest';
import { infer } from './infer.ts';
import { isOnLoopback } from './loopback-servers.ts';
import { readModule } from './python/python-module.ts';

test.each<[string, string, boolean]>([
  ['a pair', "import http.server\nhttp.server.HTTPServer(('localhost', 80), H)", true],
  [
    'names',
    "from http.server import HTTPServer\nname = 'localhost'\nport = 80\nHTTPServer((name, port), H)",
    true,
  ],
  [
    'a pair by a name',
    "import socketserver\nto = ('127.0.0.1', 80)\nsocketserver.TCPServer(server_address=to)",
    true,
  ],
  [
    'arguments',
    "from wsgiref.simple_server import make_server\nmake_server('127.0.0.1', 80, app)",
    true,
  ],
  ['websockets', "import websockets\nwebsockets.serve(handle, 'localhost', 80)", true],
  ['asyncio', "import asyncio\nasyncio.start_server(handle, host='127.0.0.1', port=80)", true],
  [
    'a socket',
    "import socket\nHOST = '127.0.0.1'\ns = socket.socket()\ns.bind((HOST, 80))\ns.listen()",
    true,
  ],
  ['a socket without a server', "s.bind(('127.0.0.1', 0))\ns.sendto(b'', to)", false],
  ['every address', "import socketserver\nsocketserver.TCPServer(('', 80), H)", false],
  ['a client', "from http.client import HTTPConnection\nHTTPConnection('localhost', 80)", false],
])('%s', (_, text, expected) => {
  expect(isOnLoopback(readModule('app.py', text))).toBe(expected);
});

test('a script that listens on loopback is opened, and its port found', () => {
  const text =
    "from http.server import HTTPServer\nHTTPServer(('localhost', 8080), H).serve_forever()\n";
  const { definition } = infer({ paths: ['server.py'], texts: new Map([['server.py', text]]) });
  const value = (name: string) => definition.settings.find(({ key }) => key === name)?.value;
  expect(value('ports')).toStrictEqual([8080]);
  expect(value('entrypoint_name')).toStrictEqual([
    'python',
    '-c',
    expect.stringMatching(/0\.0\.0\.0.*run_path\('server\.py', run_name='__main__'\)$/),
  ]);
});
