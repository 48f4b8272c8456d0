#!/bin/sh
# apk-install.sh EPOCH PACKAGE…
# Installs packages from the files in /run/grocker/packages and from nothing else, in the order that
# apk finds for them, and leaves the same bytes whenever and wherever it runs: no log, no cache,
# every time that this step set brought back to EPOCH (seconds).
set -eu
epoch=$1
shift
work=/run/grocker/work
repository=$work/$(apk --print-arch)
mkdir -p "$repository"
. /run/grocker/steps/set-times.sh
remember_start

# A repository of exactly these files. Nobody signs its index: each file is pinned by its sha256.
ln -s /run/grocker/packages/*.apk "$repository"
apk index --quiet --no-warnings --allow-untrusted -o "$repository/APKINDEX.tar.gz" "$repository"/*.apk
apk add --no-progress --no-cache --no-network --allow-untrusted \
    --repositories-file /dev/null --repository "$work" "$@"

rm -rf /var/log/apk.log /var/cache/apk/* /var/cache/misc/*
rm -f /etc/passwd- /etc/group- /etc/shadow-
set_times "$epoch"
