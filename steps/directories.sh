#!/bin/sh
# directories.sh EPOCH USER DIRECTORY…
# Makes directories that belong to the image's user: volumes, the work directory.
set -eu
epoch=$1 user=$2
shift 2
. /run/grocker/steps/set-times.sh
remember_start
for directory in "$@"; do
    mkdir -p -- "$directory"
    chown "$user:$(id -g "$user")" -- "$directory"
done
set_times "$epoch"
