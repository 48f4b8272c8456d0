#!/bin/sh
# certificates.sh EPOCH PATH…
# Puts the certificates of /run/grocker/certificates/1 … into the system's store of trusted authorities, each as a file of
# its own, for the store takes one a file. PATHs are where the files lie in the context.
# Exit status MISSING_PROGRAM: the image has no such store; FIRST_NAME and more: the first file holds no certificate, the second …
set -eu
epoch=$1
shift
. /run/grocker/steps/agreed.sh
. /run/grocker/steps/set-times.sh
remember_start
command -v update-ca-certificates >/dev/null || exit "$MISSING_PROGRAM"
store=/usr/local/share/ca-certificates
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
