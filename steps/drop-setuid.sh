#!/bin/sh
# drop-setuid.sh EPOCH: takes from every program the right to run as its owner or group.
# Where ROOT is set, it is the root directory of the image.
set -eu
epoch=$1
. /run/grocker/steps/set-times.sh
remember_start
# Names of programs have no line breaks.
programs=$(find "${ROOT:-/}" -xdev -type f -perm /6000)
IFS='
'
set -f
# shellcheck disable=SC2086
set -- $programs
set +f
unset IFS
[ $# -eq 0 ] || chmod ug-s "$@"
set_times "$epoch" "$@"
