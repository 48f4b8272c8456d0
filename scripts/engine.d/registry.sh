# A registry on loopback: to push to, to pull from and for caches, and as docker.io for the BuildKit engine.

readonly users_registry=grocker-registry

free_port() {
  local port="$1"
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

registry_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

registry_address() {
  if machine_runs; then
    [[ -s "$runtime/registry.port" ]] && echo "127.0.0.1:$(cat "$runtime/registry.port")"
  else
    local port
    port="$(docker port "$users_registry" 5000/tcp 2>/dev/null | head -n 1 | sed 's/.*://')"
    [[ -n "$port" ]] && echo "127.0.0.1:$port"
  fi
}

start_registry() {
  local port
  port="$(free_port "${GROCKER_REGISTRY_PORT:-5000}")"
  cat >"$rootfs/etc/docker/registry/grocker.yml" <<EOF
version: 0.1
log: { level: warn }
storage: { filesystem: { rootdirectory: /var/lib/registry }, delete: { enabled: true } }
http: { addr: "127.0.0.1:$port" }
EOF
  start_service registry env OTEL_TRACES_EXPORTER=none docker-registry serve /etc/docker/registry/grocker.yml
  wait_for 20 registry_answers "$port" || fail 'the registry did not start' 'see: scripts/engine logs registry'
  echo "$port" >"$runtime/registry.port"
}

# Beside a user's Docker the registry is one container of a known name.
ensure_registry() {
  [[ -z "$(registry_address)" ]] || return 0
  docker rm --force "$users_registry" >/dev/null 2>&1 || true
  (ensure_images registry:2) && docker run --detach --name "$users_registry" --restart unless-stopped \
    --publish "127.0.0.1:$(free_port "${GROCKER_REGISTRY_PORT:-5000}"):5000" registry:2 >/dev/null ||
    note 'no registry: the image registry:2 could not be started'
}

stop_users_registry() { docker rm --force --volumes "$users_registry" >/dev/null 2>&1 || true; }
