#!/bin/sh
# directories.sh EPOCH UID DIRECTORY…
# Makes directories that the image's user can write to, and any other user of group 0: volumes, the work directory.
set -eu
epoch=$1 uid=$2
shift 2
. /run/grocker/steps/set-times.sh
remember_start
for directory in "$@"; do
    mkdir -p -- "$directory"
    chown "$uid:0" -- "$directory"
    chmod g=u -- "$directory"
done
set_times "$epoch"
