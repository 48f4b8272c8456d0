#!/bin/sh
# apt-install.sh EPOCH PACKAGE…
# Installs packages from the files in /run/grocker/debs and from nothing else, in the order that
# apt finds for them, and leaves the same bytes whenever and wherever it runs: no log, no cache,
# no copy of an earlier state, every time that this step set brought back to EPOCH (seconds).
set -eu
epoch=$1
shift
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
work=/run/grocker/work
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
. /run/grocker/steps/set-times.sh
remember_start

cd /run/grocker
sha256sum debs/*.deb >"$work/checksums"
while read -r sha256 deb; do
    dpkg-deb -f "$deb"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -L -c %s "$deb")" "$sha256"
done <"$work/checksums" >"$work/Packages"
ln -s /run/grocker/debs "$work/debs"
echo "deb [trusted=yes] file:$work ./" >"$work/sources.list"
cd /

options="-qq
    -o Dir::Etc::SourceList=$work/sources.list -o Dir::Etc::SourceParts=$work/none
    -o Dir::State::Lists=$work/lists -o Dir::Cache=$work/cache
    -o APT::Sandbox::User=root -o Acquire::Languages=none
    -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-unsafe-io"
# No option and no package name holds a space, so that both split where they were joined.
# shellcheck disable=SC2086
apt-get $options update
install() {
    # shellcheck disable=SC2086
    apt-get $options -y --no-install-recommends install "$@"
}
# Slim images have no directories of man pages, which alternatives of Java want to link into.
install "$@" || {
    status=$?
    [ ! -d /usr/share/man/man1 ] && grep -qs /usr/share/man /etc/dpkg/dpkg.cfg.d/* || exit "$status"
    for section in 1 2 3 4 5 6 7 8; do mkdir -p "/usr/share/man/man$section"; done
    install "$@"
}

rm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/cache/ldconfig/aux-cache
rm -f /var/lib/dpkg/*-old /var/cache/debconf/*-old /var/cache/apt/*.bin \
    /etc/passwd- /etc/group- /etc/shadow- /etc/gshadow- /etc/subuid- /etc/subgid-
set_times "$epoch"
