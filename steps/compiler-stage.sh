#!/bin/sh
# compiler-stage.sh "FILE…" PACKAGE…: installs the packages of FILE… in /run/grocker/debs, which PACKAGE… stand for, on a
# Python that is only unpacked. It is for compiling: no image has any of it.
#
# dpkg alone takes less time than apt, and configures each of these packages after those that it depends on; Python runs
# without that. Where this fails, because a script wants a package to be configured before another is unpacked, apt does
# what is left, with Python's own files, which are in the same directory.
set -eu
files=$1
shift
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

. /run/grocker/steps/decompressed.sh

with_dpkg() {
    # NAME_VERSION_ARCHITECTURE.deb; no name has a space.
    names=
    for file in $files; do
        of_architecture=${file##*_}
        names="$names ${file%%_*}:${of_architecture%.deb}"
    done
    cd /run/grocker/debs
    # shellcheck disable=SC2086
    decompress $files
    # shellcheck disable=SC2086
    PATH=$decompressed/bin:$PATH dpkg --unpack --force-depends --force-unsafe-io --auto-deconfigure $files &&
        dpkg --configure --force-depends --force-unsafe-io $names
}

if with_dpkg >/tmp/said 2>&1; then exit; fi
cat /tmp/said
rm -rf "$decompressed"
exec sh /run/grocker/steps/apt-install.sh 0 "$@"
