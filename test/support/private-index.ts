import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';

import { freePort, listenOnLoopback } from './loopback.ts';

/** A certificate authority of a company, and a server's certificate of it. */
export interface Authority {
  /** Files, PEM. */
  readonly certificate: string;
  readonly serverCertificate: string;
  readonly serverKey: string;
}

/** A package index on loopback that asks for a user and a password, behind TLS. */
export interface PrivateIndex {
  /** `127.0.0.1:PORT` or `localhost:PORT`. */
  readonly host: string;
  /** Its simple API, without credentials. */
  readonly url: string;
  /** The same with them. */
  readonly urlWithPassword: string;
  /** The statuses that it answered with, and the paths. */
  readonly log: readonly { readonly path: string; readonly status: number }[];
  readonly stop: () => void;
}

/** Makes an authority like many a company's, without the extension key usage: good for a day and for servers on loopback. */
export function makeAuthority(directory: string): Authority {
  const at = (name: string) => join(directory, name);
  const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  const openssl = (args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const subject = ['-subj', '/CN=Company CA'];
  openssl(['req', '-x509', ...key, ...subject, '-keyout', at('ca.key'), '-out', at('ca.pem')]);
  openssl([
    ...['req', ...key.slice(0, 3), '-subj', '/CN=localhost'],
    ...['-keyout', at('server.key'), '-out', at('server.csr')],
  ]);
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
  openssl([
    ...['x509', '-req', '-in', at('server.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key')],
    ...['-CAcreateserial', '-days', '1', '-extfile', at('names'), '-out', at('server.pem')],
  ]);
  return {
    certificate: at('ca.pem'),
    serverCertificate: at('server.pem'),
    serverKey: at('server.key'),
  };
}

/** The Python of a new virtual environment with these packages of the public index. */
export function pythonWith(directory: string, packages: readonly string[]): string {
  execFileSync('python3', ['-m', 'venv', directory], { stdio: 'pipe' });
  const python = join(directory, 'bin', 'python');
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], { stdio: 'pipe' });
  return python;
}

/** Serves the files of a directory with pypiserver, which asks for the password itself. */
export async function servePrivateIndex(
  python: string,
  files: string,
  { authority, name, user, password }: PrivateIndexSettings,
): Promise<PrivateIndex> {
  const passwords = `${files}.passwords`;
  execFileSync(python, [
    '-c',
    'import sys; from passlib.apache import HtpasswdFile as F; f = F(sys.argv[1], new=True); f.set_password(*sys.argv[2:]); f.save()',
    ...[passwords, user, password],
  ]);
  const port = await freePort();
  const served = spawn(
    join(python, '..', 'pypi-server'),
    [
      ...['run', '--host', '127.0.0.1', '--port', String(port), '--disable-fallback'],
      ...['--authenticate', 'update,download,list', '--passwords', passwords, files],
    ],
    { stdio: 'ignore' },
  );
  await answers(port, served);
  const log: { path: string; status: number }[] = [];
  const server = createServer(
    { cert: readFileSync(authority.serverCertificate), key: readFileSync(authority.serverKey) },
    (asked, answer) => {
      const { method, url: path, headers } = asked;
      const passed = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (given) => {
        log.push({ path: path ?? '', status: given.statusCode ?? 0 });
        // A resolver that keeps pages would see yesterday's files.
        const kept = { ...given.headers, 'cache-control': 'no-store' };
        answer.writeHead(given.statusCode ?? 502, kept);
        given.pipe(answer);
      });
      passed.on('error', () => answer.writeHead(502).end());
      asked.pipe(passed);
    },
  );
  const host = `${name}:${await listenOnLoopback(server)}`;
  return {
    host,
    url: `https://${host}/simple`,
    urlWithPassword: `https://${user}:${password}@${host}/simple`,
    log,
    stop: () => {
      server.close();
      server.closeAllConnections();
      served.kill();
    },
  };
}

export interface PrivateIndexSettings {
  readonly authority: Authority;
  /** Which of the names of loopback, so that two indexes may have passwords of their own. */
  readonly name: '127.0.0.1' | 'localhost';
  readonly user: string;
  readonly password: string;
}

async function answers(port: number, served: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (served.exitCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('pypiserver did not start');
}

/** Downloads wheels of the public index into a directory, for an index to serve. */
export function downloadWheels(python: string, directory: string, names: readonly string[]): void {
  const download = ['download', '--quiet', '--no-deps', '--only-binary', ':all:'];
  execFileSync(python, ['-m', 'pip', ...download, '--dest', directory, ...names]);
}

/** Writes a wheel of one module; its `text` is its name. */
export function writeWheel(directory: string, name: string): void {
  runPython(WHEEL, [directory, name]);
}

/** Writes an sdist of one extension module, in C, that has the function `answer`. */
export function writeExtensionSdist(directory: string, name: string): void {
  runPython(SDIST, [directory, name]);
}

function runPython(script: readonly string[], args: readonly string[]): void {
  const [directory] = args;
  if (directory !== undefined && !existsSync(directory)) mkdirSync(directory, { recursive: true });
  execFileSync('python3', ['-c', script.join('\n'), ...args]);
}

const WHEEL = [
  'import sys, zipfile',
  'directory, name = sys.argv[1:]',
  'info = name + "-1.0.dist-info/"',
  'files = {',
  '    name + ".py": "text = \'" + name + "\'\\n",',
  '    info + "METADATA": "Metadata-Version: 2.1\\nName: " + name + "\\nVersion: 1.0\\n",',
  '    info + "WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",',
  '}',
  'files[info + "RECORD"] = "".join(path + ",,\\n" for path in files)',
  'with zipfile.ZipFile(directory + "/" + name + "-1.0-py3-none-any.whl", "w") as wheel:',
  '    for path, text in files.items():',
  '        wheel.writestr(path, text)',
];

const SDIST = [
  'import io, sys, tarfile',
  'directory, name = sys.argv[1:]',
  'code = """',
  '#include <Python.h>',
  'static PyObject *answer(PyObject *self, PyObject *none) { return PyLong_FromLong(42); }',
  'static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, ""}, {0}};',
  'static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "NAME", 0, -1, methods};',
  'PyMODINIT_FUNC PyInit_NAME(void) { return PyModule_Create(&module); }',
  '"""',
  'project = """',
  '[build-system]',
  'requires = ["setuptools"]',
  'build-backend = "setuptools.build_meta"',
  '[project]',
  'name = "NAME"',
  'version = "1.0"',
  '[tool.setuptools]',
  'ext-modules = [{name = "NAME", sources = ["NAME.c"]}]',
  '"""',
  'information = "Metadata-Version: 2.2\\nName: NAME\\nVersion: 1.0\\n"',
  'with tarfile.open(directory + "/" + name + "-1.0.tar.gz", "w:gz") as archive:',
  '    for path, text in {"pyproject.toml": project, name + ".c": code, "PKG-INFO": information}.items():',
  '        data = text.replace("NAME", name).encode()',
  '        entry = tarfile.TarInfo(name + "-1.0/" + path)',
  '        entry.size = len(data)',
  '        archive.addfile(entry, io.BytesIO(data))',
];
