#!/bin/sh
# directories.sh EPOCH UID DIRECTORY…
# Makes directories that the image's user can write to, and any other user of group 0: volumes, the work directory.
# Where ROOT is set, it is the root directory of the image.
set -eu
epoch=$1 uid=$2
shift 2
. /run/grocker/steps/set-times.sh
. /run/grocker/steps/within-root.sh
remember_start
for directory in "$@"; do
    made=${ROOT:-}$directory
    mkdir -p -- "$made"
    within_root "$directory"
    chown "$uid:0" -- "$made"
    chmod g=u -- "$made"
done
set_times "$epoch"
