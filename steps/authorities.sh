#!/bin/sh
# authorities.sh ARGUMENT…: update-ca-certificates while ca-certificates is installed for the first time. Debian's program
# starts five programs for each authority, and runs twice; this one leaves the same bytes in a tenth of the time. Debian's
# own runs if it is another version than this was compared with, or if there is more to do.
set -eu
program=/usr/sbin/update-ca-certificates settings=/etc/ca-certificates.conf directory=/etc/ssl/certs
work=/run/grocker/work

# Of ca-certificates 20250419, in Debian 12 and 13.
known=2cb06c85b5f01c4f6b72c3983d9f66d44aac0a7ac997ee55e7e429aedbc3934d

holds_nothing() {
    for path in "$1"/*; do
        [ ! -e "$path" ] && [ ! -L "$path" ] || return 1
    done
}

# Names with no character that the program replaces, and all files there.
is_usual() {
    echo "$known  $program" | sha256sum --check --status &&
        ! grep -q -e '[ (),]' "$work/names" &&
        ! grep -v '\.crt$' "$work/names" &&
        holds_nothing /usr/local/share/ca-certificates &&
        holds_nothing /etc/ca-certificates/update.d
}

sed -e '/^$/d' -e '/^[#!]/d' "$settings" >"$work/names"
is_usual || exec "$program" "$@"
# The second time nothing is new.
if cmp -s "$work/authorities" "$settings"; then exit; fi
holds_nothing "$directory" || exec "$program" "$@"

cd "$directory"
sed "s,^,/usr/share/ca-certificates/," "$work/names" >"$work/paths"
while read -r path; do
    name=${path##*/}
    ln -s "$path" "${name%.crt}.pem"
done <"$work/paths"
# Each file then ends with a line break, as the program writes it.
xargs awk 1 <"$work/paths" >ca-certificates.crt.new
openssl rehash . >"$work/rehash"
chmod 0644 ca-certificates.crt.new
mv ca-certificates.crt.new ca-certificates.crt
cp "$settings" "$work/authorities"
