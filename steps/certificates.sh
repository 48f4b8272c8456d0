#!/bin/sh
# certificates.sh EPOCH PATH…
# Puts the certificates of /run/grocker/certificates/1 … into the system's store of trusted authorities, each as a file of
# its own, for the store takes one a file. PATHs are where the files lie in the context.
# Exit status 3: the image has no such store; 10 and more: the first file holds no certificate, the second …
set -eu
epoch=$1
shift
. /run/grocker/steps/set-times.sh
remember_start
command -v update-ca-certificates >/dev/null || exit 3
store=/usr/local/share/ca-certificates
mkdir -p "$store"
number=0
for path in "$@"; do
    number=$((number + 1))
    file=/run/grocker/certificates/$number
    if [ ! -f "$file" ] || ! grep -q -e '^-----BEGIN \(TRUSTED \)\{0,1\}CERTIFICATE-----' "$file"; then
        echo "grocker: $path holds no certificate in PEM" >&2
        exit $((9 + number))
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
