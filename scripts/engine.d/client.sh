# The variables that point `docker` and `docker buildx` on this machine to the engine.

docker_answers() { DOCKER_HOST="$1" "$(docker_program)" version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# Whether the machine has a client of its own, and not by the path that this exports.
machine_has_docker() { [[ "$(command -v docker)" != "" && "$(command -v docker)" != "$state/client/bin/docker" ]]; }

# The client of this machine, else the one of the private engine.
docker_program() { command -v docker || echo "$state/client/bin/docker"; }

# A Docker that answers in the environment or context of the caller, unless it is a private engine.
users_engine_answers() {
  [[ "${GROCKER_ENGINE:-}" != private && "${DOCKER_HOST:-}" != "unix://$runtime_root/"* ]] || return 1
  command -v docker >/dev/null && docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

# A configuration of its own, so that neither the user's credentials nor their builders are touched; buildx is the
# engine's own (a static program). Where the machine has no docker, the engine's runs by its own loader.
prepare_client() {
  mkdir -p "$state/client/config/cli-plugins" "$state/client/bin"
  ln -sf "$rootfs/usr/libexec/docker/cli-plugins/docker-buildx" "$state/client/config/cli-plugins/docker-buildx"
  [[ -s "$state/client/config/config.json" ]] || echo '{}' >"$state/client/config/config.json"
  cat >"$state/client/bin/docker" <<EOF
#!/bin/sh
exec $(echo "$rootfs"/lib64/ld-linux-*.so.* "$rootfs"/lib/ld-linux-*.so.* | tr ' ' '\n' | grep -v '\*' | head -n 1) \\
  --library-path '$(echo "$rootfs"/usr/lib/*-linux-gnu)' '$rootfs/usr/bin/docker' "\$@"
EOF
  chmod +x "$state/client/bin/docker"
}

# environment prints NAME=VALUE lines; values have no quotes and no line ends.
environment() {
  if private_engine_runs; then
    echo "GROCKER_ENGINE=private"
    echo "DOCKER_HOST=unix://$socket"
    echo "DOCKER_CONFIG=$state/client/config"
    machine_has_docker || echo "PATH=$state/client/bin:${PATH#"$state/client/bin:"}"
  else
    echo "GROCKER_ENGINE=user"
  fi
  echo "GROCKER_REGISTRY=$(registry_address || true)"
  echo "GROCKER_BUILDKIT=$(buildkit_runs && echo "$buildkit_builder" || true)"
  echo "GROCKER_CA_BUNDLE=$(ca_bundle)"
}

print_environment() { environment | sed -E "s/^([A-Z_]+)=(.*)$/export \1='\2'/"; }

# Puts the engine's environment into this process; fails where no engine runs.
use_engine() {
  private_engine_runs || users_engine_answers || return 1
  local line
  while IFS= read -r line; do export "${line?}"; done < <(environment)
  hash -r
}

require_engine() {
  use_engine || fail 'no engine runs' 'start one: scripts/engine up'
  docker buildx version >/dev/null 2>&1 || fail 'docker has no buildx' 'install the package docker-buildx (or docker-buildx-plugin)'
}
