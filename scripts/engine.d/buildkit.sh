# BuildKit without Docker, as a second engine: built from its Go module, run next to the private engine with its runc,
# reached by `docker buildx --builder grocker-buildkit`. Images it finds by their usual names in the registry.

readonly current_buildkit=v0.32.2
readonly buildkit_builder=grocker-buildkit

buildkit_runs() { machine_runs && in_machine sh -c 'kill -0 "$(cat /run/buildkit.pid)"' 2>/dev/null; }

buildkit_status() {
  if buildkit_runs; then echo "$current_buildkit, builder $buildkit_builder"; else echo none; fi
}

# ensure_buildkit VERSION prints the directory with buildkitd and buildctl, which takes some minutes to make and is kept
# in the cache.
ensure_buildkit() {
  local buildkit_version="$1"
  local binaries="$cache/buildkit-$buildkit_version-$debian_architecture"
  if [[ ! -x "$binaries/buildkitd" ]]; then
    command -v go >/dev/null || fail 'BuildKit is built from its Go module, and Go is missing' 'install Go 1.24 or later'
    note "building BuildKit $buildkit_version"
    local module source="$cache/buildkit-source.$$"
    module="$(cd / && GOFLAGS=-mod=mod go mod download -json "github.com/moby/buildkit@$buildkit_version" |
      sed -nE 's/^\t"Dir": "(.*)",?$/\1/p')" || fail "the Go module of BuildKit $buildkit_version cannot be had"
    # A copy, for `go install` refuses the replace lines of another module.
    cp -r --no-preserve=mode "$module" "$source"
    (cd "$source" && GOFLAGS=-mod=mod CGO_ENABLED=0 go build -trimpath -o "$source/bin/" \
      -ldflags "-s -w -X github.com/moby/buildkit/version.Version=$buildkit_version" ./cmd/buildkitd ./cmd/buildctl) >&2 ||
      fail "BuildKit $buildkit_version does not build"
    mkdir -p "$binaries"
    mv "$source"/bin/* "$binaries/"
    rm -rf "$source"
  fi
  echo "$binaries"
}

write_buildkit_settings() {
  cat >"$rootfs/etc/buildkitd.toml" <<EOF
root = "/var/lib/buildkit"
insecure-entitlements = ["network.host"]
[grpc]
  address = ["unix:///run/buildkit/buildkitd.sock"]
[worker.oci]
  enabled = true
  networkMode = "host"
  defaultCgroupParent = "$bridge"
[worker.containerd]
  enabled = false
[registry."docker.io"]
  mirrors = ["$(registry_address)"]
[registry."$(registry_address)"]
  http = true
EOF
}

start_buildkit() {
  machine_runs || fail 'BuildKit runs beside a private engine only' 'start one: GROCKER_ENGINE=private scripts/engine up'
  local binaries
  binaries="$(ensure_buildkit "$current_buildkit")"
  if ! buildkit_runs; then
    install -D -t "$rootfs/usr/local/bin" "$binaries/buildkitd" "$binaries/buildctl"
    write_buildkit_settings
    start_service buildkit buildkitd --config /etc/buildkitd.toml
    if ! wait_for 30 in_machine buildctl --addr unix:///run/buildkit/buildkitd.sock debug workers; then
      tail -n 20 "$state/log/buildkit.log" >&2
      fail 'BuildKit did not start'
    fi
  fi
  docker buildx inspect "$buildkit_builder" >/dev/null 2>&1 ||
    docker buildx create --name "$buildkit_builder" --driver remote "unix://$runtime/buildkit/buildkitd.sock" >/dev/null
  ensure_images
  mirror_images "${default_images[@]}"
}

# Puts another version next to it, which tests start by themselves, as buildkitd-VERSION.
install_buildkit() {
  machine_runs || fail 'BuildKit runs beside a private engine only' 'start one: GROCKER_ENGINE=private scripts/engine up'
  local binaries
  binaries="$(ensure_buildkit "$1")"
  install "$binaries/buildkitd" "$rootfs/usr/local/bin/buildkitd-$1"
}

stop_buildkit() {
  ! buildkit_runs || stop_service buildkit
  docker buildx rm --keep-daemon "$buildkit_builder" >/dev/null 2>&1 || true
}
