# Sourced: brings every time that a step set back to one fixed time, so that its layer is the same
# bytes whenever it runs.

# A file of the first moment would be no older than the marker: clocks of file systems are coarse.
remember_start() {
    touch -d "@$(($(date +%s) - 2))" /run/grocker/start
}

# set_times EPOCH: the container runtime changes / and /etc before a step begins. What it mounts is no
# part of the layer, and some of it cannot be changed.
set_times() {
    epoch=$1
    set --
    while read -r _ _ _ _ mounted _; do
        [ "$mounted" = / ] || set -- "$@" -path "$mounted" -prune -o
    done </proc/self/mountinfo
    find / -xdev "$@" \( -newer /run/grocker/start -o -path / -o -path /etc \) \
        -exec touch -h -d "@$epoch" {} +
}
