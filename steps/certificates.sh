#!/bin/sh
# certificates.sh EPOCH
# Puts the files of /run/grocker/certificates into the system's store of trusted authorities.
# Exit status 3: a file holds no certificate.
set -eu
epoch=$1
. /run/grocker/steps/set-times.sh
remember_start
store=/usr/local/share/ca-certificates
mkdir -p "$store"
for file in /run/grocker/certificates/*.crt; do
    if ! grep -q -e '-----BEGIN CERTIFICATE-----' "$file"; then
        echo "grocker: $(basename "$file" .crt) of the files in \`certificates\` holds no certificate in PEM" >&2
        exit 3
    fi
    cp "$file" "$store/grocker-$(basename "$file")"
    chmod 644 "$store/grocker-$(basename "$file")"
done
update-ca-certificates >/dev/null
set_times "$epoch"
