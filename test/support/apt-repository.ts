import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildx, temporaryDirectory } from './engine.ts';
import { serveFiles } from './static-server.ts';

export interface AptRepository {
  /** The server on loopback. */
  readonly url: string;
  /** The armored key that signed it. */
  readonly key: string;
  /** Replaces version 1.0 by 1.1 and removes its file: a mirror keeps one version. */
  readonly update: () => void;
}

/** The lines of a grocker.yml that install grocker-greeting from the repository at a url. */
export function greetingLines({ url, key }: Pick<AptRepository, 'url' | 'key'>): readonly string[] {
  return ['dependencies: {run: [grocker-greeting]}', ...repositoryLines({ url, key })];
}

/** The lines of a grocker.yml that name the repository. */
export function repositoryLines({
  url,
  key,
}: Pick<AptRepository, 'url' | 'key'>): readonly string[] {
  return [
    'repositories:',
    '  greeting:',
    `    uri: deb ${url} stable main`,
    '    key: |-',
    ...key
      .trimEnd()
      .split('\n')
      .map((line) => `      ${line}`),
  ];
}

// Made in a container, because not every machine has the tools. Beside grocker-greeting: grocker-manual has an alternative
// with a man page; grocker-second cannot be unpacked before grocker-first is configured.
const dockerfile = `
FROM debian:trixie-slim AS tools
RUN apt-get update && apt-get install -y --no-install-recommends gnupg apt-utils
RUN gpg --batch --pinentry-mode loopback --passphrase '' --quick-generate-key 'Example <example@files.example>' rsa3072 sign never
FROM tools AS made
ARG WORD
WORKDIR /repositories
RUN gpg --armor --export >key.asc
COPY <<'EOF' /scripts.sh
package() { # NAME FIELD…: builds it of /made/NAME, where its files and scripts are
    name=$1; shift
    mkdir -p "/made/$name/DEBIAN"
    printf '%s\\n' "Package: $name" 'Version: 1.0' 'Architecture: all' \\
        'Maintainer: Example <example@files.example>' 'Description: a package' "$@" >"/made/$name/DEBIAN/control"
    chmod -R 755 "/made/$name/DEBIAN"
    dpkg-deb --build --root-owner-group "/made/$name" "pool/\${name}_1.0_all.deb"
}
mkdir -p /made/grocker-manual/usr/lib/manual /made/grocker-manual/DEBIAN /made/grocker-first/DEBIAN \\
    /made/grocker-second/DEBIAN
for file in manual manual.1; do echo "$file" >"/made/grocker-manual/usr/lib/manual/$file"; done
cat >/made/grocker-manual/DEBIAN/postinst <<'END'
#!/bin/sh
update-alternatives --install /usr/bin/manual manual /usr/lib/manual/manual 1 \\
    --slave /usr/share/man/man1/manual.1 manual.1 /usr/lib/manual/manual.1
END
printf '#!/bin/sh\\nmkdir -p /var/lib/first && echo first >/var/lib/first/configured\\n' >/made/grocker-first/DEBIAN/postinst
printf '#!/bin/sh\\ntest -e /var/lib/first/configured\\n' >/made/grocker-second/DEBIAN/preinst
package grocker-manual
package grocker-first
package grocker-second 'Pre-Depends: grocker-first'
EOF
RUN set -e; \\
    for version in 1.0 1.1; do \\
      mkdir -p $version/pool /package/DEBIAN /package/usr/share/greeting; cd $version; \\
      echo "hello from a repository" >/package/usr/share/greeting/text; \\
      echo "$version $WORD" >/package/usr/share/greeting/version; \\
      printf '%s\\n' 'Package: grocker-greeting' "Version: $version" 'Architecture: all' \\
        'Maintainer: Example <example@files.example>' 'Description: a greeting' >/package/DEBIAN/control; \\
      dpkg-deb --build --root-owner-group /package pool/grocker-greeting_\${version}_all.deb; \\
      (. /scripts.sh); \\
      for architecture in amd64 arm64; do \\
        mkdir -p dists/stable/main/binary-$architecture; \\
        apt-ftparchive packages pool >dists/stable/main/binary-$architecture/Packages; \\
      done; \\
      apt-ftparchive -o APT::FTPArchive::Release::Suite=stable -o APT::FTPArchive::Release::Components=main \\
        -o 'APT::FTPArchive::Release::Architectures=amd64 arm64' release dists/stable >/Release; \\
      mv /Release dists/stable/Release; \\
      gpg --batch --clearsign --output dists/stable/InRelease dists/stable/Release; \\
      cd ..; \\
    done
FROM scratch
COPY --from=made /repositories /
`;

/** A signed repository with packages that no builder has seen, served until the test is finished. */
export async function serveAptRepository(): Promise<AptRepository> {
  const directory = await temporaryDirectory();
  const word = `WORD=${randomBytes(8).toString('hex')}`;
  const output = ['--output', `type=local,dest=${directory}`];
  await buildx(['build', '--build-arg', word, ...output, '-'], { input: dockerfile });
  let version = '1.0';
  const url = await serveFiles(() => join(directory, version));
  return {
    url,
    key: await readFile(join(directory, 'key.asc'), 'utf8'),
    update: () => {
      version = '1.1';
    },
  };
}
