#!/bin/sh
# user-and-venv.sh EPOCH NAME UID HOME VENV PYTHON
# Makes the user that the image runs as, where the base has none of that name, its home, and an empty virtual environment
# (PEP 405), which is root's. A link leads there from app.venv in the home, where it was in images of Grocker 8; nothing of
# ours follows it, for the user can replace it.
# Exit status OTHER_UID: the base has a user of that name with another uid.
set -eu
epoch=$1 name=$2 uid=$3 home=$4 venv=$5 python=$6
. /run/grocker/steps/agreed.sh
. /run/grocker/steps/set-times.sh
remember_start

if ! grep -q "^$name:" /etc/passwd; then
    echo "$name:x:$uid:$uid::$home:/bin/sh" >>/etc/passwd
    grep -q "^$name:" /etc/group || echo "$name:x:$uid:" >>/etc/group
    [ ! -e /etc/shadow ] || echo "$name:!:::::::" >>/etc/shadow
    [ ! -e /etc/gshadow ] || echo "$name:!::" >>/etc/gshadow
fi
if [ "$(id -u "$name")" != "$uid" ]; then
    echo "grocker: the base image has the user $name with the uid $(id -u "$name"), not $uid" >&2
    exit "$OTHER_UID"
fi
mkdir -p "$home"
"$python" -I -B -m venv --without-pip "$venv"
[ -e "$home/app.venv" ] || ln -s "$venv" "$home/app.venv"
# Any other user of group 0, as OpenShift makes one up, can write there, too.
chown "$uid:0" "$home"
chmod g=u "$home"

set_times "$epoch"
