#!/bin/sh
# compiler-stage.sh "FILE…" PACKAGE…: installs the packages of FILE… in /run/grocker/debs, which PACKAGE… stand for, on a
# Python that is only unpacked. It is for compiling: no image has any of it.
#
# dpkg alone takes less time than apt, and configures each of these packages after those that it depends on; Python runs
# without that. Where this fails, because a script wants a package to be configured before another is unpacked, apt does
# what is left, with Python's own files, which are in the same directory.
set -eu
files=$1
shift
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

# dpkg takes one package after another, and most of its time is decompression. Large archives are decompressed ahead of
# it, on all processors, in the order in which dpkg asks for them.
plain=/tmp/plain
ahead() {
    mkdir "$plain" "$plain/bin"
    cat >"$plain/bin/dpkg-deb" <<EOF
#!/bin/sh
# dpkg-deb --fsys-tarfile FILE: the archive that is decompressed already; all else is left to dpkg-deb.
file=$plain/\${2:-}
[ "\$1" = --fsys-tarfile ] && [ -e "\$file.large" ] || exec /usr/bin/dpkg-deb "\$@"
while [ ! -e "\$file.done" ] && kill -0 "\$DECOMPRESSION" 2>/dev/null; do sleep 0.02; done
[ -e "\$file.done" ] || exec /usr/bin/dpkg-deb "\$@"
cat "\$file"
rm "\$file"
EOF
    chmod +x "$plain/bin/dpkg-deb"
    # shellcheck disable=SC2086
    large=$(find $files -size +1M)
    for file in $large; do : >"$plain/$file.large"; done
    # shellcheck disable=SC2016
    printf '%s\n' $large | xargs -r -P "$(nproc)" -n 1 sh -c \
        '/usr/bin/dpkg-deb --fsys-tarfile "$1" >"$0/$1" && : >"$0/$1.done"' "$plain" &
    export DECOMPRESSION=$!
}

with_dpkg() {
    # NAME_VERSION_ARCHITECTURE.deb; no name has a space.
    names=
    for file in $files; do
        of_architecture=${file##*_}
        names="$names ${file%%_*}:${of_architecture%.deb}"
    done
    cd /run/grocker/debs
    ahead
    # shellcheck disable=SC2086
    PATH=$plain/bin:$PATH dpkg --unpack --force-depends --force-unsafe-io --auto-deconfigure $files &&
        dpkg --configure --force-depends --force-unsafe-io $names
}

if with_dpkg >/tmp/said 2>&1; then
    wait
    rm -r "$plain"
    exit
fi
cat /tmp/said
rm -rf "$plain"
exec sh /run/grocker/steps/apt-install.sh 0 "$@"
