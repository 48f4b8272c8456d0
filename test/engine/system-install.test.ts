import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { buildx, temporaryDirectory } from '../support/engine.ts';

/** Python, one package whose script makes files, and one with a shared library: each in a layer of its own. */
const packages = ['python3', 'ca-certificates', 'libzbar0t64'].join(' ');

/** Leaves in /debs/NAME the files that NAME adds to the packages before it. */
const download = `
apt-get update -qq
mkdir -p /all/partial
for name in ${packages}; do
    touch /before-$name
    apt-get install -qq -y --no-install-recommends --download-only -o Dir::Cache::archives=/all python3 $name
    mkdir -p /debs/$name
    find /all -name '*.deb' -newercc /before-$name -exec cp {} /debs/$name ';'
done
`;

/** Installs them with a program that fails at once, and lists every file with mode, owner, time, target and checksum. */
const install = `
set -eu
program=/usr/local/sbin/$1
case $1 in
apt-get) printf '#!/bin/sh\\nexit 1\\n' ;;
dpkg) printf '#!/bin/sh\\n[ "$2" != --no-triggers ] || exit 1\\nexec /usr/bin/dpkg "$@"\\n' ;;
esac >"$program"
chmod +x "$program"
cp -r /in/steps /run/grocker/steps
for name in ${packages}; do
    rm -rf /run/grocker/work /run/grocker/debs
    ln -s "/debs/$name" /run/grocker/debs
    sh /run/grocker/steps/apt-install.sh 315532800 "$name"
done
rm "$program"
find / -xdev -mindepth 1 ! -path '/debs*' ! -path '/in*' ! -path '/run*' ! -path '/tmp*' ! -path /usr/local/sbin ! -name list \\
    -printf '%p %M %U:%G %T@ %l\\n' >/tmp/list
find / -xdev -type f ! -path '/run*' ! -path '/tmp*' -exec sha256sum {} + >>/tmp/list
LC_ALL=C sort /tmp/list >/list
`;

const dockerfile = `
FROM debian:trixie-slim AS debs
RUN --mount=target=/in sh -e /in/download.sh

FROM debian:trixie-slim AS dpkg
RUN --network=none --mount=target=/in --mount=from=debs,source=/debs,target=/debs --mount=type=tmpfs,target=/run/grocker \\
    --mount=type=tmpfs,target=/tmp sh /in/install.sh apt-get

FROM debian:trixie-slim AS apt
RUN --network=none --mount=target=/in --mount=from=debs,source=/debs,target=/debs --mount=type=tmpfs,target=/run/grocker \\
    --mount=type=tmpfs,target=/tmp sh /in/install.sh dpkg

FROM scratch
COPY --from=dpkg /list /dpkg
COPY --from=apt /list /apt
`;

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/ \/var\/lib\/apt\/extended_states$/, 'the same paragraphs in another order'],
  [/^\/var\/cache\/(apt|debconf\/tmp\.ci) d/, 'directories that apt works in'],
  [/^\/var\/lib\/dpkg\/lock-frontend -/, 'whoever calls dpkg locks it'],
  [/^(\w+ )? ?\/(dev|proc|sys|etc\/(hosts|hostname|resolv\.conf))( |$)/, "the engine's own"],
];

test('system packages are the same bytes whether dpkg alone or apt installs them', async () => {
  const directory = await temporaryDirectory({
    Dockerfile: dockerfile,
    'download.sh': download,
    'install.sh': install,
  });
  const steps = fileURLToPath(new URL('../../steps', import.meta.url));
  await cp(steps, join(directory, 'steps'), { recursive: true });
  await buildx(['build', '--output', 'type=local,dest=lists', '.'], { directory });
  const [dpkg, apt] = await Promise.all(
    ['dpkg', 'apt'].map(async (name) =>
      (await readFile(join(directory, 'lists', name), 'utf8')).split('\n'),
    ),
  );
  expect(dpkg?.length).toBeGreaterThan(5000);
  expect(unexplained(dpkg, apt)).toEqual([]);
  expect(unexplained(apt, dpkg)).toEqual([]);
});

function unexplained(these: readonly string[] = [], others: readonly string[] = []): string[] {
  const known = new Set(others);
  return these.filter(
    (line) => !known.has(line) && !REASONS.some(([different]) => different.test(line)),
  );
}
