#!/bin/sh
# place.sh OUT EPOCH UID HOME [PTH] -- FROM TO [FROM TO]…
# Copies files of the context to their places under OUT, owned by the image's user. What leads there
# belongs to root outside of the user's home and to the user inside of it, as in the image. PTH is a
# file under OUT that makes Python look for modules in the first TO.
set -eu
out=$1 epoch=$2 uid=$3 home=$4
shift 4
pth=
if [ "$1" != -- ]; then
    pth=$1
    shift
fi
shift

# own PATH: the directories from the root to PATH, each by the rule above.
own() {
    directory=$1
    while [ "$directory" != / ] && [ "$directory" != . ]; do
        case "$directory/" in
            "$home"/*) chown -h "$uid:$uid" "$out$directory" ;;
        esac
        directory=$(dirname "$directory")
    done
}

if [ -n "$pth" ]; then
    mkdir -p "$(dirname "$out$pth")"
    printf '%s\n' "$2" >"$out$pth"
    directory=$(dirname "$(dirname "$(dirname "$(dirname "$(dirname "$pth")")")")")
    own "$directory"
fi
while [ "$#" -gt 0 ]; do
    from=$1 to=$2
    shift 2
    if [ -d "$from" ]; then
        mkdir -p "$out$to"
        cp -a "$from/." "$out$to/"
    else
        mkdir -p "$(dirname "$out$to")"
        cp -a "$from" "$out$to"
    fi
    own "$to"
    chown -hR "$uid:$uid" "$out$to"
done
find "$out" -exec touch -h -d "@$epoch" {} +
