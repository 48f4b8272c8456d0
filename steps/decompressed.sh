# Sourced: decompresses large packages ahead of dpkg, on all processors. dpkg takes one package after another, and most of
# its time is decompression.

# In memory, so not of more packages than a compiler has: bytes of them, which have five times as many decompressed.
decompressed=/tmp/decompressed
most_decompressed=100000000

# decompress FILE…: starts with packages of the working directory, in the order in which dpkg asks for them. Until it
# ends, dpkg gets them with $decompressed/bin at the front of PATH.
decompress() {
    mkdir "$decompressed" "$decompressed/bin"
    cat >"$decompressed/bin/dpkg-deb" <<EOF
#!/bin/sh
# dpkg-deb --fsys-tarfile FILE: the archive that is decompressed already; all else is left to dpkg-deb.
file=$decompressed/\${2##*/}
[ "\$1" = --fsys-tarfile ] && [ -e "\$file.large" ] || exec /usr/bin/dpkg-deb "\$@"
while [ ! -e "\$file.done" ] && kill -0 "\$DECOMPRESSION" 2>/dev/null; do sleep 0.02; done
[ -e "\$file.done" ] || exec /usr/bin/dpkg-deb "\$@"
cat "\$file"
rm "\$file"
EOF
    chmod +x "$decompressed/bin/dpkg-deb"
    # No name has a space.
    large=$(find "$@" -size +1M -printf '%s %p\n' | first_files)
    for file in $large; do : >"$decompressed/$file.large"; done
    # shellcheck disable=SC2016,SC2086
    printf '%s\n' $large | xargs -r -P "$(nproc)" -n 1 sh -c \
        '/usr/bin/dpkg-deb --fsys-tarfile "$1" >"$0/$1" && : >"$0/$1.done"' "$decompressed" &
    export DECOMPRESSION=$!
}

# From lines `SIZE FILE`: the first files that are not too large together.
first_files() {
    taken=0
    while read -r size file; do
        taken=$((taken + size))
        [ "$taken" -le "$most_decompressed" ] || return 0
        echo "$file"
    done
}
