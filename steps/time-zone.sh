#!/bin/sh
# time-zone.sh EPOCH NAME
# Makes NAME the local time of the system. Exit status MISSING_PROGRAM: there is no time zone database; FIRST_NAME: it has
# no zone of that name.
# Where ROOT is set, it is the root directory of the image.
set -eu
epoch=$1
zone=$2
root=${ROOT:-}
. /run/grocker/steps/agreed.sh
. /run/grocker/steps/set-times.sh
. /run/grocker/steps/within-root.sh
remember_start
within_root /etc /usr/share/zoneinfo "/usr/share/zoneinfo/$zone" /etc/timezone
[ -d "$root/usr/share/zoneinfo" ] || exit "$MISSING_PROGRAM"
if [ ! -f "$root/usr/share/zoneinfo/$zone" ]; then
    echo "grocker: the image's time zone database has no $zone" >&2
    exit "$FIRST_NAME"
fi
ln -snf "/usr/share/zoneinfo/$zone" "$root/etc/localtime"
echo "$zone" >"$root/etc/timezone"
chmod 644 "$root/etc/timezone"
set_times "$epoch"
