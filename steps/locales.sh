#!/bin/sh
# locales.sh EPOCH NAME…
# Generates the locales, each a directory of /usr/lib/locale, from the sources in the package `locales` of
# /run/grocker/debs, or from those of the system where it has them.
# Where ROOT is set, it is the root directory of the image, whose C library is of the same version.
# Exit status MISSING_PROGRAM: a program or the sources are missing; FIRST_NAME and more: there is no locale of the first name, the second …
set -eu
epoch=$1
shift
. /run/grocker/steps/agreed.sh
. /run/grocker/steps/set-times.sh
. /run/grocker/steps/within-root.sh
remember_start
within_root /usr/lib/locale
mkdir -p "${ROOT:-}/usr/lib/locale"
for package in /run/grocker/debs/locales_*.deb; do
    [ ! -e "$package" ] || dpkg-deb --extract "$package" /run/grocker/locales
done
share=/run/grocker/locales/usr/share/i18n
[ -d "$share" ] || share=/usr/share/i18n
if [ ! -f "$share/SUPPORTED" ] || ! command -v localedef >/dev/null; then
    echo "grocker: the sources of locales, or localedef, are not in the image" >&2
    exit "$MISSING_PROGRAM"
fi
status=$((FIRST_NAME - 1))
for name in "$@"; do
    status=$((status + 1))
    charset=$(while read -r supported charset; do
        [ "$supported" != "$name" ] || echo "$charset"
    done <"$share/SUPPORTED")
    if [ -z "$charset" ]; then
        echo "grocker: there is no locale $name" >&2
        exit "$status"
    fi
    # `de_DE.UTF-8@x` has the source `de_DE@x`.
    source=$(echo "$name" | sed 's/\.[^@]*//')
    I18NPATH=$share localedef --no-archive --no-hard-links ${ROOT:+"--prefix=$ROOT"} --inputfile "$source" --charmap "$charset" "$name"
done
set_times "$epoch"
