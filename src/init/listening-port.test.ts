import { describe, expect, test } from 'vitest';
import { infer } from './infer.ts';
import { listeningPort } from './listening-port.ts';
import { readModule } from './python/python-module.ts';

const server = 'from http.server import HTTPServer\nimport asyncio, socketserver\n';

describe('the port that a module listens on', () => {
  test.each<[string, string, number | undefined]>([
    ['a pair', "HTTPServer(('', 8080), Handler)", 8080],
    ['a pair with a constant', 'PORT = 8081\nsocketserver.TCPServer(("", PORT), Handler)', 8081],
    ['a pair by a name', "address = ('0.0.0.0', 8082)\nHTTPServer(address, Handler)", 8082],
    ['a pair by keyword', "HTTPServer(server_address=('', 8083), handler=H)", 8083],
    ['a local name', "def main():\n    port = 8084\n    HTTPServer(('', port), H)", 8084],
    [
      'a name below the main guard',
      "if __name__ == '__main__':\n    port = 8085\n    HTTPServer(('', port), H)",
      8085,
    ],
    [
      'the default of a parameter',
      "def run(host='', *, port: int = 8086):\n    HTTPServer((host, port), H)",
      8086,
    ],
    [
      'the own level first',
      "def a(port=1111):\n    pass\nport = 8087\nHTTPServer(('', port), H)",
      8087,
    ],
    ['an awaited server', "await asyncio.start_server(handle, '0.0.0.0', 8088)", 8088],
    [
      'an option',
      "parser.add_argument('-p', '--port', type=int, default=8089)\nargs = parser.parse_args()\nHTTPServer(('', args.port), H)",
      8089,
    ],
    [
      'an option of click',
      "@click.option('--port', default=8090)\ndef main(port):\n    HTTPServer(('', port), H)",
      8090,
    ],
    [
      'an option of a client',
      "parser.add_argument('--port', default=5432)\nconnect(port=args.port)\nasyncio.run(main())",
      undefined,
    ],
    ['no number', "HTTPServer(('', port), H)", undefined],
  ])('%s', (_, text, expected) => {
    expect(listeningPort(readModule('app.py', server + text))).toBe(expected);
  });
});

test('a command of a Procfile listens where its file says', () => {
  const texts = new Map([
    ['Procfile', 'web: python server.py\n'],
    ['server.py', `${server}PORT = 8080\nHTTPServer(('', PORT), Handler).serve_forever()\n`],
  ]);
  const { definition } = infer({ paths: [...texts.keys()], texts });
  expect(definition.settings.find(({ key }) => key === 'ports')?.value).toStrictEqual([8080]);
});
