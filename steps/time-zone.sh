#!/bin/sh
# time-zone.sh EPOCH NAME
# Makes NAME the local time of the system. Exit status MISSING_PROGRAM: there is no time zone database; FIRST_NAME: it has
# no zone of that name.
set -eu
epoch=$1
zone=$2
. /run/grocker/steps/agreed.sh
. /run/grocker/steps/set-times.sh
remember_start
[ -d /usr/share/zoneinfo ] || exit "$MISSING_PROGRAM"
if [ ! -f "/usr/share/zoneinfo/$zone" ]; then
    echo "grocker: the image's time zone database has no $zone" >&2
    exit "$FIRST_NAME"
fi
ln -snf "/usr/share/zoneinfo/$zone" /etc/localtime
echo "$zone" >/etc/timezone
chmod 644 /etc/timezone
set_times "$epoch"
