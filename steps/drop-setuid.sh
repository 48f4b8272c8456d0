#!/bin/sh
# drop-setuid.sh EPOCH: takes from every program the right to run as its owner or group.
set -eu
epoch=$1
. /run/grocker/steps/set-times.sh
remember_start
# Names of programs have no line breaks.
programs=$(find / -xdev -type f -perm /6000)
IFS='
'
set -f
# shellcheck disable=SC2086
set -- $programs
set +f
unset IFS
[ $# -eq 0 ] || chmod ug-s "$@"
set_times "$epoch" "$@"
