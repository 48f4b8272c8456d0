# The private engine's life: a mount and a process namespace whose first process is engine.d/init.

machine_pid() {
  local pid
  pid="$(cat "$runtime/machine.pid" 2>/dev/null)" || return 1
  # A process id may have been given to another process since: ask for what it runs, too.
  grep -qsz "grocker-engine-$id" "/proc/$pid/cmdline" && echo "$pid"
}

machine_runs() { machine_pid >/dev/null; }

# in_machine CMD… runs CMD inside the namespaces.
# env, because nsenter takes its directory before the root is the machine's: getcwd(2) would fail there, and git with it.
in_machine() { nsenter --target "$(machine_pid)" --mount --pid --root env --chdir=/ "$@"; }

# start_service NAME CMD… runs CMD under the first process, its output in log/NAME.log. What it leaves in its directory
# for temporary files stays in the engine's own root.
start_service() {
  local name="$1"
  shift
  in_machine setsid --fork env TMPDIR=/var/tmp sh -c 'exec 9>&-; echo $$ >"/run/$0.pid"; exec "$@"' "$name" "$@" >>"$state/log/$name.log" 2>&1 </dev/null
}

stop_service() {
  in_machine sh -c 'pid=$(cat "/run/$0.pid" 2>/dev/null) || exit 0; kill "$pid" 2>/dev/null
    for i in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done; rm -f "/run/$0.pid"' "$1"
}

# wait_for SECONDS CMD… until CMD succeeds.
wait_for() {
  local tries=$(($1 * 10))
  shift
  while ! "$@" >/dev/null 2>&1; do
    ((tries-- > 0)) || return 1
    sleep 0.1
  done
}

private_engine_runs() { machine_runs && docker_answers "unix://$socket"; }

start_private_engine() {
  note "starting a private engine in $state"
  mkdir -p "$state/log" "$state/data/docker" "$state/data/registry" "$state/data/buildkit"
  ensure_rootfs
  stop_private_engine
  mkdir -p "$runtime"
  printf '%s\n' "$state" >"$runtime/state"

  install -D -m 755 "$scripts_directory/engine.d/init" "$rootfs/usr/local/sbin/grocker-engine-init"
  cp -L /etc/resolv.conf "$rootfs/etc/resolv.conf"
  local bundle
  bundle="$(ca_bundle)"
  [[ -z "$bundle" ]] || cp -L "$bundle" "$rootfs/etc/ssl/certs/ca-certificates.crt"
  env -u SSL_CERT_DIR -u DOCKER_HOST -u DOCKER_CONFIG -u TMPDIR ${bundle:+SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt} \
    setsid --fork unshare --mount --pid --fork --kill-child --propagation private \
    bash "$scripts_directory/engine.d/enter" "$rootfs" "$state/data" "$runtime" "grocker-engine-$id" \
    >"$state/log/machine.log" 2>&1 </dev/null 9>&-
  wait_for 10 test -s "$runtime/machine.pid" || fail 'the engine could not make its namespaces' "$(tail -n 3 "$state/log/machine.log")"
  prepare_client
  choose_subnet
  create_bridge
  write_daemon_settings
  start_service docker dockerd --host=unix:///run/docker.sock --pidfile=/run/dockerd.pid
  if ! wait_for 60 docker_answers "unix://$socket"; then
    tail -n 20 "$state/log/docker.log" >&2
    stop_private_engine
    fail 'the Docker daemon did not start'
  fi
  start_registry
  [[ -n "${GROCKER_ENGINE_DIR:-}" ]] || printf '%s\n' "$state" >"$runtime_root/default"
}

# The daemon keeps away from the machine's firewall and from docker0: engine.d/network.sh gives it a bridge
# and one rule, so that several engines, and a user's own, do not meet. Left to itself, Docker 28 empties the build cache
# where less than a fifth of the disk is free; Docker 26 does not know that setting.
write_daemon_settings() {
  local snapshotter=true
  [[ "$(cat "$rootfs/.suite")" != trixie ]] || snapshotter=false
  mkdir -p "$rootfs/etc/docker"
  cat >"$rootfs/etc/docker/daemon.json" <<EOF
{
  "features": { "containerd-snapshotter": $snapshotter },
  "builder": { "gc": { "enabled": true, "defaultMinFreeSpace": "10GB" } },
  "bridge": "$bridge",
  "iptables": false,
  "ip6tables": false,
  "default-address-pools": [{ "base": "10.214.$(subnet_number).0/24", "size": 28 }],
  "cgroup-parent": "/$bridge",
  "shutdown-timeout": 5
}
EOF
}

# Also of an engine that was killed, which leaves its bridges and sockets behind.
stop_private_engine() {
  local pid client
  if pid="$(machine_pid)"; then
    note 'stopping the private engine'
    client="$(docker_program)"
    DOCKER_HOST="unix://$socket" sh -c '"$0" ps --quiet | xargs --no-run-if-empty "$0" kill' "$client" >/dev/null 2>&1 || true
    kill -TERM "$pid"
    wait_for 40 sh -c "! kill -0 $pid" || kill -KILL "$pid"
    wait_for 5 sh -c "! kill -0 $pid" || true
  fi
  remove_bridges
  find /sys/fs/cgroup -depth -type d -path "*/$bridge*" -exec rmdir {} + 2>/dev/null || true
  rm -rf --one-file-system "$runtime" "$rootfs/var/tmp"/*
  if [[ "$(cat "$runtime_root/default" 2>/dev/null)" == "$state" ]]; then rm -f "$runtime_root/default"; fi
}
