#!/bin/sh
# foreign-packages.sh EPOCH FILE…
# Installs the packages FILE… of /run/grocker/debs, by the own dpkg, into the image whose root directory is ROOT and whose
# programs do not run here: packages that are complete when they are unpacked, as most libraries are.
# Exit status FIRST_NAME: the first FILE is configured by programs of the image (a script, a trigger, an entry of the
# loader's configuration); one more for the second.
set -eu
epoch=$1
shift
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
. /run/grocker/steps/agreed.sh
. /run/grocker/steps/set-times.sh
. /run/grocker/steps/within-root.sh
database=/var/lib/dpkg
within_root /bin /etc /lib /lib64 /opt /sbin /usr /usr/bin /usr/lib /usr/sbin /usr/share /var "$database" \
    "$database/status" "$database/info" "$database/triggers" "$database/updates"
remember_start
work=$(mktemp -d)

# Paths whose change is the business of a package of the image, each with the name of that.
interests=$work/interests
: >"$interests"
if [ -e "$ROOT$database/triggers/File" ]; then
    sed -E 's,^/?(.*) [^ ]+$,./\1,' "$ROOT$database/triggers/File" >"$interests"
fi

is_complete() {
    dpkg-deb --ctrl-tarfile "$1" | tar -t >"$work/control"
    dpkg-deb --fsys-tarfile "$1" | tar -t >"$work/files"
    ! grep -qxE '\./(preinst|postinst|config)' "$work/control" || return 1
    ! grep -qE '^\./etc/ld\.so\.' "$work/files" || return 1
    if grep -qx '\./triggers' "$work/control"; then
        # The loader finds new libraries in its own directories without its cache.
        ! dpkg-deb --info "$1" triggers | sed 's/#.*//' | grep -vE '^ *(activate(-await|-noawait)? +ldconfig *)?$' || return 1
    fi
    while read -r path; do
        ! grep -qF "$path" "$work/files" || return 1
    done <"$interests"
}

cd /run/grocker/debs
status=$FIRST_NAME
for file; do
    is_complete "$file" || exit "$status"
    [ "$status" -ge 250 ] || status=$((status + 1))
done

for directory in info triggers updates; do mkdir -p "$ROOT$database/$directory"; done
[ -e "$ROOT$database/status" ] || : >"$ROOT$database/status"
dpkg --root="$ROOT" --log="$work/log" --no-triggers --force-architecture --force-depends --force-unsafe-io \
    --force-confold --install "$@"

# No trigger is left to be run: those of the loader alone could be.
sed -i -E -e 's/^(Status: install ok) triggers-[a-z]+$/\1 installed/' -e '/^Triggers-(Pending|Awaited):/d' "$ROOT$database/status"
: >"$ROOT$database/triggers/Unincorp"
rm -f "$ROOT$database/"*-old
set_times "$epoch"
