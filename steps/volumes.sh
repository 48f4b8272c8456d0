#!/bin/sh
# volumes.sh EPOCH USER DIRECTORY…
# Makes the directories of volumes, owned by the user, so that it can write where nothing is mounted.
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
