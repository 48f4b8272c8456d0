#!/bin/sh
# apk-resolve.sh OUTPUT [-- PACKAGE…]…
# Asks apk, once for each list of packages, what it would install on top of the lists before it, and
# writes a line for each file: NAME VERSION ARCHITECTURE SHA256 SIZE URL. Alpine's index has no sha256
# of a file (its checksum is a sha1 of the control part), so the files are fetched once: apk checks
# them against the signed index, and the files that it took are pinned. Installs nothing.
# Where ROOT is set, it is the root directory of the base image, whose programs do not run, of the architecture ARCHITECTURE;
# the apk of this step answers for it.
# Where apk fails, OUTPUT starts with the line "error" and holds apk's own words.
set -eu
output=$1
shift
work=$(mktemp -d)
mkdir "$work/files"
. /run/grocker/steps/resolve-lists.sh

if [ -e /run/secrets/ca-certificates ]; then
    export SSL_CERT_FILE=/run/secrets/ca-certificates
fi

machine=
case ${ARCHITECTURE:-} in
    amd64) machine=x86_64 ;;
    arm64) machine=aarch64 ;;
esac

apk() {
    command apk ${ROOT:+--root "$ROOT" --arch "$machine"} "$@"
}

fail() {
    cat "$work/words" >&2
    {
        echo error
        cat "$work/words"
    } >"$output"
    exit 0
}

# No package name has a space, so the lists split where they were joined.
# shellcheck disable=SC2086
resolve() {
    echo "stage" >>"$work/answer"
    [ -n "$packages" ] || return 0
    apk add --simulate --no-progress $packages >"$work/words" 2>&1 || fail
    # (1/2) Installing NAME (VERSION), (2/2) Upgrading NAME (OLD -> VERSION)
    sed -nE 's/^\([0-9]+\/[0-9]+\) (Installing|Upgrading|Downgrading|Replacing) ([^ ]+) \((.* -> )?([^ )]+)\).*$/\2 \4/p' \
        "$work/words" >"$work/chosen"
    [ -s "$work/chosen" ] || return 0
    names=$(cut -d ' ' -f 1 "$work/chosen")
    apk fetch --simulate --url $names >"$work/urls" 2>"$work/words" || fail
    apk fetch --quiet --no-progress --output "$work/files" $names >"$work/words" 2>&1 || fail
    while read -r name version; do
        file=$work/files/$name-$version.apk
        url=$(grep -F "/$name-$version.apk" "$work/urls" | head -n 1)
        if [ ! -e "$file" ] || [ -z "$url" ]; then
            echo "ERROR: the repositories have no file of $name $version" >"$work/words"
            fail
        fi
        sha256=$(sha256sum "$file" | cut -d ' ' -f 1)
        echo "$name $version ${machine:-$(command apk --print-arch)} $sha256 $(stat -c %s "$file") $url" >>"$work/answer"
    done <"$work/chosen"
}

apk update --no-progress >"$work/words" 2>&1 || fail

resolve_lists "$@"
cp "$work/answer" "$output"
rm -r "$work"
