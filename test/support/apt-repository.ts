import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';

import { onTestFinished } from 'vitest';

import { buildx, temporaryDirectory } from './engine.ts';

export interface AptRepository {
  /** Of the server on loopback. */
  readonly url: string;
  /** The armored key that signed it. */
  readonly key: string;
}

// Made in a container, for not every machine has the tools; the package is called grocker-greeting.
const dockerfile = `
FROM debian:trixie-slim AS made
RUN apt-get update && apt-get install -y --no-install-recommends gnupg apt-utils
WORKDIR /repository
RUN mkdir -p /package/DEBIAN /package/usr/share/greeting && echo 'hello from a repository' >/package/usr/share/greeting/text && \\
    printf '%s\\n' 'Package: grocker-greeting' 'Version: 1.0' 'Architecture: all' 'Maintainer: Example <example@files.example>' \\
      'Description: a greeting' >/package/DEBIAN/control && \\
    mkdir pool && dpkg-deb --build --root-owner-group /package pool/grocker-greeting_1.0_all.deb && \\
    for architecture in amd64 arm64; do \\
      mkdir -p dists/stable/main/binary-$architecture && \\
      apt-ftparchive packages pool >dists/stable/main/binary-$architecture/Packages; \\
    done && \\
    apt-ftparchive -o APT::FTPArchive::Release::Suite=stable -o APT::FTPArchive::Release::Components=main \\
      -o 'APT::FTPArchive::Release::Architectures=amd64 arm64' release dists/stable >/Release && \\
    mv /Release dists/stable/Release
RUN gpg --batch --pinentry-mode loopback --passphrase '' --quick-generate-key 'Example <example@files.example>' rsa3072 sign never && \\
    gpg --armor --export >key.asc && \\
    gpg --batch --clearsign --output dists/stable/InRelease dists/stable/Release
FROM scratch
COPY --from=made /repository /
`;

/** A signed repository with one package, served until the test is finished. */
export async function serveAptRepository(): Promise<AptRepository> {
  const directory = await temporaryDirectory();
  await buildx(['build', '--output', `type=local,dest=${directory}`, '-'], { input: dockerfile });
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    readFile(join(directory, path)).then(
      (content) => response.end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  // Listening on a port, a server has an address that is not a path.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    key: await readFile(join(directory, 'key.asc'), 'utf8'),
  };
}
