import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { basename, join } from 'node:path';

const USER = 'bench';
const PASSWORD = 'not-a-secret';

/** Writes a wheel of one module: DIRECTORY, FILE. */
const WHEEL = `
import pathlib, sys, zipfile
directory, source = map(pathlib.Path, sys.argv[1:])
info = f"{source.stem}-1.0.dist-info"
name = source.stem.replace("_", "-")
with zipfile.ZipFile(directory / f"{source.stem}-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr(zipfile.ZipInfo(source.name), source.read_text())
    wheel.writestr(zipfile.ZipInfo(f"{info}/METADATA"), f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n")
    wheel.writestr(zipfile.ZipInfo(f"{info}/WHEEL"), "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(zipfile.ZipInfo(f"{info}/RECORD"), "")
`;

/** An index on loopback that asks for a password, with a wheel of each module of a directory (PEP 503). */
export class CompanyIndex {
  readonly url: string;
  /** Secrets of a build, as `id=…,src=…`: .netrc with the password, and pip.conf, which says that it may be sent over http. */
  readonly secrets: readonly string[];
  readonly #server: Server;

  private constructor(server: Server, port: number, directory: string) {
    this.#server = server;
    this.url = `http://127.0.0.1:${port}/simple`;
    const files = {
      netrc: `machine 127.0.0.1 login ${USER} password ${PASSWORD}\n`,
      'pip.conf': '[global]\ntrusted-host = 127.0.0.1\n',
    };
    this.secrets = Object.entries(files).map(([name, text]) => {
      const file = join(directory, name);
      writeFileSync(file, text);
      return `id=${name},src=${file}`;
    });
  }

  /** @param modules the directory of the modules; @param directory gets wheels and password. */
  static async start(modules: string, directory: string, port: number): Promise<CompanyIndex> {
    mkdirSync(directory, { recursive: true });
    for (const file of readdirSync(modules))
      execFileSync('python3', ['-c', WHEEL, directory, join(modules, file)]);
    const expected = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
    const server = createServer(({ url = '/', headers }, response) => {
      if (headers.authorization !== expected) {
        response
          .writeHead(401, { 'www-authenticate': 'Basic realm="company"' })
          .end('a password is needed');
        return;
      }
      const page = /^\/simple\/([a-z0-9-]+)\/$/.exec(url)?.[1];
      const wheel = page === undefined ? basename(url) : wheelOf(page);
      const path = join(directory, wheel);
      if (!wheel.endsWith('.whl') || !existsSync(path)) response.writeHead(404).end();
      else if (page === undefined) response.end(readFileSync(path));
      else response.setHeader('content-type', 'text/html').end(`<a href="/${wheel}">${wheel}</a>`);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return new CompanyIndex(server, port, directory);
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const wheelOf = (name: string) => `${name.replaceAll('-', '_')}-1.0-py3-none-any.whl`;
