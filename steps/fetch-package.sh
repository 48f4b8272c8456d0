#!/bin/sh
# fetch-package.sh OUT FILE URL SHA256
# Downloads one file of a mirror that the daemon could not download, with the authorities and the proxy of the client.
# Temporary failures are tried again.
# Exit statuses: agreed.sh.
set -eu
out=$1 file=$2 url=$3 sha256=$4
. /run/grocker/steps/agreed.sh
words=/run/grocker/words
authorities=/run/secrets/ca-certificates
helper=/usr/lib/apt/apt-helper

with_apt() {
    set -- -o APT::Sandbox::User=root -o Acquire::Retries=3
    [ ! -e "$authorities" ] || set -- "$@" -o "Acquire::https::CAInfo=$authorities"
    "$helper" "$@" download-file "$url" "$out/$file" "SHA256:$sha256" >"$words" 2>&1
}

with_wget() {
    [ ! -e "$authorities" ] || export SSL_CERT_FILE="$authorities"
    for pause in 1 5; do
        wget -T 30 -O "$out/$file" "$url" >"$words" 2>&1 && return
        sleep "$pause"
    done
    wget -T 30 -O "$out/$file" "$url" >"$words" 2>&1
}

says() { grep -Eqi "$1" "$words"; }

if [ -x "$helper" ]; then downloader=with_apt; else downloader=with_wget; fi
if "$downloader"; then
    echo "$sha256  $out/$file" | sha256sum -c - >/dev/null 2>&1 || exit "$OTHER_FILE"
    exit 0
fi
cat "$words" >&2
if says '\b(404|410)\b'; then exit "$GONE"; fi
if says '\b(401|403|407)\b'; then exit "$DENIED"; fi
if says 'resolv|bad address'; then exit "$NO_ADDRESS"; fi
if says 'certificate|TLS|SSL'; then exit "$NO_TRUST"; fi
if says 'hash sum mismatch|unexpected size'; then exit "$OTHER_FILE"; fi
if says '\b(408|425|429|5[0-9][0-9])\b'; then exit "$BUSY"; fi
exit "$NO_ANSWER"
