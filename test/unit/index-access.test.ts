import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { listenOnLoopback } from '../support/loopback.ts';
import { makeAuthority } from '../support/private-index.ts';
import { runSteps } from '../support/run-steps.ts';

const work = mkdtempSync(join(tmpdir(), 'grocker-test-'));
const secrets = join(work, 'secrets');

beforeEach(() => {
  mkdirSync(secrets);
});

afterEach(() => {
  rmSync(secrets, { recursive: true });
});

afterAll(() => {
  rmSync(work, { recursive: true });
});

/** The lines run where the secrets are, on a stage with authorities of its own. */
function withSecrets(
  files: Readonly<Record<string, string>>,
  lines: readonly string[],
  ...args: readonly string[]
): Promise<unknown> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(secrets, name), text);
  const before = [
    'import index_settings, json, os, sys',
    'index_settings.SECRETS, index_settings.OF_STAGE = sys.argv.pop(1) + "/", "/"',
    'os.environ["no_proxy"] = "*"',
  ];
  return runSteps([...before, ...lines], secrets, ...args);
}

describe('pip.conf', () => {
  const index = 'https://index.example/simple';
  const other = 'https://other.example/simple';

  test.each([
    ['of pip itself', `[global]\nindex-url = ${index}\n`],
    ['with underscores', `[global]\nindex_url = ${index}\n`],
    ['with capitals', `[global]\nIndex-URL = ${index}\n`],
    ['as an argument', `[global]\n--index-url = ${index}\n`],
    ['of one command', `[install]\nindex_url = ${index}\n[global]\nindex-url = ${other}\n`],
    ['written twice', `[global]\nindex-url = ${other}\nindex_url = ${index}\n`],
    ['of all sections', `[DEFAULT]\nindex_url = ${index}\n[install]\nquiet = 1\n`],
    ['that a command leaves empty', `[global]\nindex-url = ${index}\n[install]\nindex-url =\n`],
  ])('gives uv an option %s', async (_, text) => {
    const lines = ['print(json.dumps(index_settings.index_arguments({})))'];
    expect(await withSecrets({ 'pip.conf': text }, lines)).toEqual(['--default-index', index]);
  });

  test('gives uv all settings of indexes', async () => {
    const text = [
      '[global]',
      `extra_index_url = ${index}\n  ${other}`,
      'find_links = https://files.example/',
      'trusted_host = files.example index.example:8443',
      '',
    ].join('\n');
    const lines = ['print(json.dumps(index_settings.index_arguments({})))'];
    expect(await withSecrets({ pip_conf: text }, lines)).toEqual([
      ...['--index', index, '--index', other],
      ...['--allow-insecure-host', 'files.example'],
      ...['--allow-insecure-host', 'index.example:8443'],
      ...['--find-links', 'https://files.example/'],
    ]);
  });
});

test('a server that pip.conf trusts whatever its certificate is reported', async () => {
  const lines = [
    'import contextlib, io',
    'words = io.StringIO()',
    'with contextlib.redirect_stderr(words):',
    '    index_settings.index_arguments({})',
    'print(json.dumps(words.getvalue()))',
  ];
  const text = '[global]\ntrusted-host = files.example\n';
  expect(await withSecrets({ 'pip.conf': text }, lines)).toBe(
    'grocker: pip.conf trusts files.example whatever its certificate\n',
  );
  expect(await withSecrets({ 'pip.conf': '[global]\n' }, lines)).toBe('');
});

test('every step that fetches trusts the authorities of the user', async () => {
  const lines = ['print(json.dumps(index_settings.index_settings()))'];
  const settings = (await withSecrets({ 'ca-certificates': '' }, lines)) as Record<string, string>;
  const told = Object.keys(settings).filter(
    (name) => settings[name] === join(secrets, 'ca-certificates'),
  );
  expect(told.sort()).toEqual([
    'CARGO_HTTP_CAINFO',
    'CURL_CA_BUNDLE',
    'GIT_SSL_CAINFO',
    'NODE_EXTRA_CA_CERTS',
    'PIP_CERT',
    'REQUESTS_CA_BUNDLE',
    'SSL_CERT_FILE',
  ]);
});

describe('a server whose certificate is of an unknown authority', () => {
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    const authority = makeAuthority(work);
    server = createServer(
      { cert: readFileSync(authority.serverCertificate), key: readFileSync(authority.serverKey) },
      ({ url }, answer) => {
        if (url === '/redirect') answer.writeHead(302, { location: `https://127.0.0.1:${port}/` });
        answer.end('page');
      },
    );
    port = await listenOnLoopback(server);
  });

  afterAll(() => {
    server.close();
  });

  const lines = [
    'import index_access',
    'try:',
    '    with index_access.opened(sys.argv[1]) as answer:',
    '        print(json.dumps(answer.read().decode()))',
    'except OSError as error:',
    '    print(json.dumps(error.reason.reason))',
  ];

  const opens = 'page';
  const refused = 'CERTIFICATE_VERIFY_FAILED';

  test.each([
    ['is trusted', '/', 'localhost', opens],
    ['is trusted among others', '/', 'files.example LocalHost', opens],
    ['is trusted on its port', '/', 'localhost:PORT', opens],
    ['is trusted, and so is where it redirects to', '/redirect', 'localhost 127.0.0.1', opens],
    ['is trusted, and where it redirects to is not', '/redirect', 'localhost', refused],
    ['is trusted on another port', '/', 'localhost:1', refused],
    ['is not trusted, but the end of its name is', '/', 'host', refused],
    ['is not trusted', '/', '', refused],
  ])('%s', async (_, path, hosts, answer) => {
    const text = `[global]\ntrusted-host = ${hosts.replace('PORT', String(port))}\n`;
    const url = `https://localhost:${port}${path}`;
    expect(await withSecrets({ 'pip.conf': text }, lines, url)).toBe(answer);
  });
});

describe('a server', () => {
  let server: Server;
  let url = '';
  const asked: (string | undefined)[] = [];
  let failures = 0;

  beforeAll(async () => {
    server = createPlainServer((request, answer) => {
      asked.push(request.headers.authorization);
      if (failures > 0) {
        failures -= 1;
        if (request.url === '/cut') request.socket.destroy();
        else answer.writeHead(Number(request.url?.slice(1))).end();
      } else answer.end('page');
    });
    url = `http://127.0.0.1:${await listenOnLoopback(server)}`;
  });

  beforeEach(() => {
    asked.length = 0;
  });

  afterAll(() => {
    server.close();
  });

  const lines = [
    'import index_access',
    'index_access.PAUSES = (0, 0)',
    'try:',
    '    read = lambda: index_access.opened(sys.argv[1]).read().decode()',
    '    print(json.dumps(index_access.patiently(read)))',
    'except OSError as error:',
    '    print(json.dumps(getattr(error, "code", str(error))))',
  ];

  test.each([
    ['fails twice', '/503', 2, 'page', 3],
    ['fails three times', '/503', 3, 503, 3],
    ['breaks the connection', '/cut', 2, 'page', 3],
    ['wants fewer requests', '/429', 1, 'page', 2],
    ['has no such file', '/404', 1, 404, 1],
    ['refuses', '/403', 1, 403, 1],
  ])('that %s is asked three times if a retry may help', async (_, path, times, answer, tries) => {
    failures = times;
    expect(await withSecrets({}, lines, `${url}${path}`)).toBe(answer);
    expect(asked).toHaveLength(tries);
  });

  test('of http gets no password of netrc, unless pip.conf trusts it', async () => {
    const netrc = 'machine 127.0.0.1 login ann password secret\n';
    await withSecrets({ netrc }, lines, `${url}/`);
    const trusted = { netrc, 'pip.conf': '[global]\ntrusted-host = 127.0.0.1\n' };
    await withSecrets(trusted, lines, `${url}/`);
    expect(asked).toEqual([undefined, `Basic ${btoa('ann:secret')}`]);
  });

  test('with a port that pip.conf trusts is that of https, unless its url names the port', async () => {
    const trusts = 'print(json.dumps([index_settings.is_trusted(url) for url in sys.argv[1:]]))';
    const urls = ['http://a.example/', 'http://a.example:443/', 'https://a.example/'];
    const text = '[global]\ntrusted-host = a.example:443\n';
    expect(await withSecrets({ 'pip.conf': text }, [trusts], ...urls)).toEqual([false, true, true]);
  });

  test.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'data:,text'])('is no %s', async (other) => {
    expect(await withSecrets({}, lines, other)).toMatch(/unknown url type/);
  });
});

describe('uv has a password of netrc', () => {
  const netrc = [
    'machine Files.example login ann password "a b"',
    'machine index.example login ann password p\u00e4\u{1f600}\x7f',
    'machine fd00::1 login ann password c',
    'machine not/a-host login ann password d',
    '',
  ].join('\n');

  async function store(
    files: Readonly<Record<string, string>>,
    index: Readonly<Record<string, unknown>> = {},
  ) {
    const lines = [
      'import netrc_passwords',
      'directory = netrc_passwords.store_for_uv(json.loads(sys.argv[1]))',
      'print(json.dumps(open(directory + "/credentials.toml", encoding="utf-8").read()))',
    ];
    const text = (await withSecrets(files, lines, JSON.stringify(index))) as string;
    return text
      .split('[[credential]]\n')
      .slice(1)
      .map((entry) => entry.trim().split('\n'));
  }

  const entry = (service: string, password: string) => [
    `service = "${service}"`,
    'username = "ann"',
    `password = "${password}"`,
  ];

  test('for https, and not for http', async () => {
    expect(await store({ netrc })).toEqual([
      entry('https://[fd00::1]', 'c'),
      entry('https://files.example', 'a b'),
      entry('https://index.example', 'p\u00e4\u{1f600}\\u007f'),
    ]);
  });

  test('for http if pip.conf trusts the host', async () => {
    const text = '[global]\ntrusted-host = files.example\n';
    const services = (await store({ netrc, pip_conf: text })).map(([service]) => service);
    expect(services.filter((service) => service?.includes('http:'))).toEqual([
      'service = "http://files.example"',
    ]);
  });

  test('for the ports of all indexes, with the entry of other hosts too', async () => {
    const index = {
      url: 'https://a.example:8443/simple',
      extra: ['http://b.example/simple'],
      findLinks: ['https://files.example:1/links'],
    };
    const texts = {
      netrc: 'machine files.example login ann password a\ndefault login ann password b\n',
      'pip.conf': '[global]\nindex-url = https://bob@c.example:2/simple\n',
      'uv.toml': 'extra-index-url = ["https://d.example:3/simple"]\n',
    };
    expect(await store(texts, index)).toEqual([
      entry('https://a.example:8443', 'b'),
      entry('https://b.example', 'b'),
      entry('https://c.example:2', 'b'),
      entry('https://d.example:3', 'b'),
      entry('https://files.example', 'a'),
      entry('https://files.example:1', 'a'),
    ]);
  });

  test('not from a file that cannot be read, and no word of it is said', async () => {
    const lines = [
      'import contextlib, io, netrc_passwords',
      'words = io.StringIO()',
      'with contextlib.redirect_stderr(words):',
      '    found = netrc_passwords.netrc_password("https://a.example/")',
      'print(json.dumps([found, words.getvalue()]))',
    ];
    expect(
      await withSecrets({ netrc: 'machine a.example\nlogin ann pass s3cret\n' }, lines),
    ).toEqual([null, 'grocker: line 2 of the secret netrc cannot be read\n']);
  });
});

test.each([
  ['https://index.example/simple', 'index.example:443', true],
  ['https://index.example:443/simple', 'index.example', true],
  ['https://[fd00::1]:8443/simple', '[fd00::1]:8443', true],
  ['https://[fd00::1]/simple', 'fd00::1', true],
  ['https://index.example/simple', 'index.example:8443', false],
  ['https://index.example.other.example/simple', 'index.example', false],
])('%s, where %s is trusted: %s', async (url, host, trusted) => {
  const lines = ['print(json.dumps(index_settings.is_trusted(sys.argv[1])))'];
  const text = `[install]\ntrusted-host = ${host}\n`;
  expect(await withSecrets({ 'pip.conf': text }, lines, url)).toBe(trusted);
});
