#!/bin/sh
# certificates.sh EPOCH PATH…
# Puts the certificates of /run/grocker/certificates/1 … into the system's store of trusted authorities, each as a file of
# its own, because the store takes one certificate a file. PATHs are the paths of the files in the context.
# Exit status MISSING_PROGRAM: the image has no such store; FIRST_NAME and more: the first file holds no certificate, the second …
# Where ROOT is set, it is the root directory of the image. The update-ca-certificates of this step makes the store: meanwhile
# its own store has the same files, at the paths that links in it have.
set -eu
epoch=$1
shift
. /run/grocker/steps/agreed.sh
. /run/grocker/steps/set-times.sh
. /run/grocker/steps/within-root.sh
remember_start
command -v update-ca-certificates >/dev/null || exit "$MISSING_PROGRAM"
store=/usr/local/share/ca-certificates
if [ -n "${ROOT:-}" ]; then
    [ -e "$ROOT/etc/ca-certificates.conf" ] || exit "$MISSING_PROGRAM"
    for path in /etc/ca-certificates.conf /usr/share/ca-certificates "$store" /etc/ssl/certs; do
        within_root "$path"
        [ -e "$ROOT$path" ] || mkdir -p "$ROOT$path"
        rm -rf "$path"
        mkdir -p "${path%/*}"
        ln -s "$ROOT$path" "$path"
    done
fi
mkdir -p "$store"
number=0
for path in "$@"; do
    number=$((number + 1))
    file=/run/grocker/certificates/$number
    if [ ! -f "$file" ] || ! grep -q -e '^-----BEGIN \(TRUSTED \)\{0,1\}CERTIFICATE-----' "$file"; then
        echo "grocker: $path holds no certificate in PEM" >&2
        exit $((FIRST_NAME + number - 1))
    fi
    # Windows ends lines in CR LF; text between the certificates says whose they are.
    tr -d '\r' <"$file" | awk -v "name=$store/grocker-$number" '
        /^-----BEGIN (TRUSTED )?CERTIFICATE-----/ { target = name "-" ++count ".crt" }
        target != "" { print >target }
        /^-----END (TRUSTED )?CERTIFICATE-----/ { close(target); target = "" }'
done
chmod 644 "$store"/grocker-*.crt
update-ca-certificates >/dev/null
set_times "$epoch"
