#!/bin/sh
# apt-resolve.sh OUTPUT [-- PACKAGE…]…
# Asks apt, once for each list of packages, what it would install on top of the lists before it,
# and writes its answers and the records of every package named in them, as far as they tell a file
# from another. Installs nothing.
# Where ROOT is set, it is the root directory of the base image, whose programs do not run, of the architecture ARCHITECTURE;
# the apt of this step answers for it.
# Where apt fails, OUTPUT starts with the line "error" and holds apt's own words.
set -eu
output=$1
shift
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
work=$(mktemp -d)
. /run/grocker/steps/resolve-lists.sh

# Images for containers switch off the caches that spare apt reading all records for every question, and keep those
# compressed.
options="-qq -o APT::Update::Error-Mode=any -o Acquire::GzipIndexes=false
    -o Dir::Cache::pkgcache=pkgcache.bin -o Dir::Cache::srcpkgcache=srcpkgcache.bin"
if [ -e /run/secrets/ca-certificates ]; then
    options="$options -o Acquire::https::CAInfo=/run/secrets/ca-certificates"
fi

if [ -n "${ROOT:-}" ]; then
    installed=$ROOT/var/lib/dpkg/status
    [ -e "$installed" ] || installed=/dev/null
    printf '%s\n' "APT::Architecture \"$ARCHITECTURE\";" "APT::Architectures { \"$ARCHITECTURE\"; };" \
        "Dir::State::status \"$installed\";" >"$work/foreign"
    export APT_CONFIG="$work/foreign"
fi

fail() {
    cat "$work/errors" >&2
    # The answer to a wrong name lists those that begin like it; the reader of the answer finds the nearest.
    sed -n 's/^E: Unable to locate package \([a-z0-9.+-]*\).*/\1/p' "$work/errors" | head -n 3 >"$work/wrong"
    while read -r name; do
        # shellcheck disable=SC2086
        apt-cache $options pkgnames "$(echo "$name" | cut -c 1-4)" | head -n 2000 | sed 's/^/similar: /' >>"$work/errors"
    done <"$work/wrong"
    {
        echo error
        cat "$work/errors"
    } >"$output"
    exit 0
}

# Every list has a process of its own, for apt uses one processor.
# No option and no package name has a space, so both lists split where they were joined.
# shellcheck disable=SC2086
resolve() {
    asked=$((asked + 1))
    if [ -z "$packages" ]; then
        : >"$work/answer.$asked" &
    else
        apt-get $options -y --no-install-recommends --print-uris install $packages \
            >"$work/answer.$asked" 2>"$work/errors.$asked" &
    fi
    processes="$processes $!"
}

# shellcheck disable=SC2086
apt-get $options update 2>"$work/errors" || fail

asked=0
processes=
resolve_lists "$@"

answered=0
for process in $processes; do
    answered=$((answered + 1))
    if ! wait "$process"; then
        mv "$work/errors.$answered" "$work/errors"
        fail
    fi
    echo stage >>"$work/answers"
    cat "$work/answer.$answered" >>"$work/answers"
done

# 'URI' NAME_VERSION_ARCHITECTURE.deb SIZE HASH, where the version's colon is written %3a. A name with its version is one
# record; without `--no-all-versions` apt need not work out which version of every package it would choose.
# shellcheck disable=SC2086
sed -n "s/^'[^']*' \([^_ ]*\)_\([^_ ]*\)_[^ ]* .*/\1=\2/p" "$work/answers" | sed 's/%3a/:/g' |
    sort -u | xargs -r apt-cache $options show >"$work/records" 2>"$work/errors" || fail

{
    cat "$work/answers"
    echo records
    sed -n '/^$/p; /^\(Package\|Version\|Architecture\|Filename\|Size\|SHA256\):/p' "$work/records"
} >"$output"
rm -r "$work"
