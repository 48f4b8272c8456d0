#!/bin/sh
# user-and-venv.sh EPOCH NAME UID HOME VENV PYTHON
# Makes the user that the image runs as, where the base has none of that name, its home, and an empty virtual environment
# (PEP 405), which is root's. A link leads there from app.venv in the home, where it was in images of Grocker 8; nothing of
# ours follows it, for the user can replace it.
# Where ROOT is set, it is the root directory of the image, and PYTHON runs beside it: of the same minor version, at the path
# that it has in the image.
# Exit status OTHER_UID: the base has a user of that name with another uid.
set -eu
epoch=$1 name=$2 uid=$3 home=$4 venv=$5 python=$6 root=${ROOT:-}
. /run/grocker/steps/agreed.sh
. /run/grocker/steps/set-times.sh
. /run/grocker/steps/within-root.sh
remember_start

within_root /etc

if ! grep -q "^$name:" "$root/etc/passwd"; then
    echo "$name:x:$uid:$uid::$home:/bin/sh" >>"$root/etc/passwd"
    grep -q "^$name:" "$root/etc/group" || echo "$name:x:$uid:" >>"$root/etc/group"
    [ ! -e "$root/etc/shadow" ] || echo "$name:!:::::::" >>"$root/etc/shadow"
    [ ! -e "$root/etc/gshadow" ] || echo "$name:!::" >>"$root/etc/gshadow"
fi
found=$(sed -n "s/^$name:[^:]*:\([^:]*\):.*/\1/p" "$root/etc/passwd" | head -n 1)
if [ "$found" != "$uid" ]; then
    echo "grocker: the base image has the user $name with the uid $found, not $uid" >&2
    exit "$OTHER_UID"
fi
mkdir -p "$root$home"
within_root "$home"
"$python" -I -B -m venv --without-pip "$venv"
if [ -n "$root" ]; then
    mkdir -p "$root${venv%/*}"
    within_root "${venv%/*}"
    cp -a "$venv" "$root$venv"
fi
[ -e "$root$home/app.venv" ] || [ -L "$root$home/app.venv" ] || ln -s "$venv" "$root$home/app.venv"
# Any other user of group 0, such as OpenShift's random users, can write there, too.
chown "$uid:0" "$root$home"
chmod g=u "$root$home"

set_times "$epoch"
