#!/bin/sh
# time-zone.sh EPOCH NAME
# Makes NAME the local time of the system. Exit status 3: there is no time zone database; 10: it has no zone of that name.
set -eu
epoch=$1
zone=$2
. /run/grocker/steps/set-times.sh
remember_start
[ -d /usr/share/zoneinfo ] || exit 3
if [ ! -f "/usr/share/zoneinfo/$zone" ]; then
    echo "grocker: the image's time zone database has no $zone" >&2
    exit 10
fi
ln -snf "/usr/share/zoneinfo/$zone" /etc/localtime
echo "$zone" >/etc/timezone
chmod 644 /etc/timezone
set_times "$epoch"
