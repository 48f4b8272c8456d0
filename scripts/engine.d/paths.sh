# Where the engine keeps what: its state next to the clone, its sockets in /run, what is worth keeping in the user's cache.

readonly cache="${XDG_CACHE_HOME:-$HOME/.cache}/grocker"
readonly runtime_root=/run/grocker
readonly own_state="$(realpath -m "${GROCKER_ENGINE_DIR:-$repository/.cache/engine}")"

note() { printf 'engine: %s\n' "$*" >&2; }

fail() {
  printf 'engine: %s\n' "$1" >&2
  [[ $# -lt 2 ]] || printf '        %s\n' "$2" >&2
  exit 1
}

# Six hex digits that name an engine's socket directory, bridge and cgroup. A unix socket's path is limited
# to 107 bytes, so sockets cannot live under the clone.
engine_id() { printf '%s' "$1" | sha256sum | cut -c1-6; }

use_state() {
  state="$1"
  id="$(engine_id "$state")"
  rootfs="$state/rootfs"
  runtime="$runtime_root/$id"
  socket="$runtime/docker.sock"
  bridge="grocker-$id"
}

# The engine of this clone, else the one that another clone started and shares.
locate_engine() {
  use_state "$own_state"
  if [[ -z "${GROCKER_ENGINE_DIR:-}" ]] && ! machine_runs && [[ -e "$runtime_root/default" ]]; then
    use_state "$(cat "$runtime_root/default")"
    machine_runs || use_state "$own_state"
  fi
}

owns_engine() { [[ "$state" == "$own_state" || ! -d "$state" ]] && machine_runs; }
