# Sourced: brings every time that a step set back to one fixed time, so that its layer is the same
# bytes whenever it runs.

# The marker is two seconds old: clocks of file systems are coarse, and files of the first moment must be newer.
remember_start() {
    touch -d "@$(($(date +%s) - 2))" /run/grocker/start
}

# set_times EPOCH [PATH…]: sets the time of everything that is newer than the start, of PATHs, whose modes a step
# changed, and of the directories above: overlayfs has these in the layer as they were, other snapshotters with the time
# at which they copied them. The container runtime changes / and /etc before a step begins. Its mounts are no part of the
# layer, and some of them cannot be changed. Files come before their directories: fuse-overlayfs gives a directory a new
# time when it copies a file of it.
# Lines are paths, for BusyBox's sed knows no other records; a line break in a name is the byte 1 meanwhile. Lists are
# files, because a pipe in dash hides the failure of all programs but the last.
# The root directory is ROOT, if that is set.
set_times() {
    epoch=$1
    shift
    lists=/run/grocker/lists
    mkdir -p "$lists"
    : >"$lists/changed"
    [ $# -eq 0 ] || printf '%s\0' "$@" >"$lists/changed"
    set --
    while read -r _ _ _ _ mounted _; do
        [ "$mounted" = "${ROOT:-/}" ] || [ "$mounted" = / ] || set -- "$@" -path "$mounted" -prune -o
    done </proc/self/mountinfo
    find "${ROOT:-/}" -xdev "$@" \( -newer /run/grocker/start -o -path "${ROOT:-/}" -o -path "${ROOT:-}/etc" \) -print0 >>"$lists/changed"
    tr '\n\0' '\001\n' <"$lists/changed" >"$lists/lines"
    LC_ALL=C sed -n -e ':above' -e p -e 's,/[^/]*$,,' -e '/./b above' "$lists/lines" >"$lists/above"
    LC_ALL=C sort -r -u "$lists/above" >"$lists/sorted"
    tr '\001\n' '\n\0' <"$lists/sorted" >"$lists/paths"
    xargs -0 touch -c -h -d "@$epoch" -- <"$lists/paths"
}
