# Base images under their usual names: pulled where a registry can be reached, else stood in for by an image
# that is made like them from packages of Debian or npm.

readonly default_images=(debian:trixie-slim debian:bookworm-slim)

# Versions of the npm packages that hold what the official node image holds.
readonly node_version=26.10.0
readonly npm_version=12.2.0

# ensure_images [NAME…]
ensure_images() {
  [[ $# -gt 0 ]] || set -- "${default_images[@]}"
  local image
  for image in "$@"; do
    docker image inspect "$image" >/dev/null 2>&1 || pull_image "$image" || stand_in "$image"
  done
}

# Whether pulls work is asked once per engine: an unreachable registry may take its time to say so.
pull_image() {
  [[ ! -e "$runtime/no-pulls" ]] || return 1
  note "pulling $1"
  timeout 120 docker pull --quiet "$1" >/dev/null 2>&1 && return
  if [[ -d "$runtime" ]]; then touch "$runtime/no-pulls"; fi
  return 1
}

stand_in() {
  local image="$1"
  note "standing in for $image"
  case "$image" in
    debian:*-slim)
      local suite="${image#debian:}"
      import_debian "${suite%-slim}" "$image"
      ;;
    registry:2) import_registry "$image" ;;
    node:*-trixie-slim) import_node "$image" ;;
    python:3.*-slim-*) import_python "$image" ;;
    python:3.*-slim)
      ensure_images "$image-trixie"
      docker tag "$image-trixie" "$image"
      ;;
    gcr.io/distroless/python3-debian13)
      ensure_images debian:trixie-slim
      docker buildx build --builder default --quiet --provenance false --tag "$image" - \
        <"$scripts_directory/engine.d/distroless.Dockerfile" >/dev/null
      ;;
    *) fail "no image $image: it cannot be pulled, and there is no stand-in for it" ;;
  esac
}

# The architectures of images, as Debian and OCI call them.
image_architectures() {
  local platforms="${GROCKER_PLATFORMS:-linux/$debian_architecture}"
  tr ',' '\n' <<<"${platforms//linux\//}"
}

# build_image NAME CONTEXT builds the Dockerfile on standard input, for every architecture.
build_image() {
  docker buildx build --quiet --provenance false ${GROCKER_PLATFORMS:+--platform "$GROCKER_PLATFORMS"} \
    --tag "$1" --file - "$2" >/dev/null
}

import_debian() {
  local archive architecture context
  context="$(mktemp -d "$cache/debian.XXXXXX")"
  for architecture in $(image_architectures); do
    archive="$(debian_archive "$1" "debian-$1" "$architecture")" || fail "Debian $1 could not be assembled"
    ln "$archive" "$context/$architecture.tar"
  done
  build_image "$2" "$context" <<'EOF'
FROM scratch
ARG TARGETARCH
ADD $TARGETARCH.tar /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["bash"]
EOF
  rm -r "$context"
}

# npm_package NAME VERSION DIRECTORY unpacks a package of the npm registry.
npm_package() {
  local archive
  archive="$(cd "$cache" && npm pack --silent "$1@$2" 2>/dev/null)" || fail "the npm package $1@$2 cannot be had"
  mkdir -p "$3"
  tar -xzf "$cache/$archive" -C "$3" --strip-components=1 --no-same-owner
  rm "$cache/$archive"
}

# Node where the official image has it, on Debian with the two libraries that it needs.
import_node() {
  local context="$cache/node/$node_version" architecture
  [[ "$1" == "node:${node_version%%.*}-trixie-slim" ]] || fail "there is a stand-in for node ${node_version%%.*} only, not for $1"
  command -v npm >/dev/null || fail 'npm is missing' 'Node.js 20 or later brings it'
  for architecture in $(image_architectures); do
    [[ -d "$context/$architecture" ]] || unpack_node "$architecture" "$context/$architecture"
  done
  ensure_images debian:trixie-slim
  build_image "$1" "$context" <<EOF
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends libatomic1 libstdc++6 && rm -rf /var/lib/apt/lists/*
ARG TARGETARCH
COPY \$TARGETARCH/ /usr/local/
ENV NODE_VERSION=$node_version
CMD ["node"]
EOF
}

# unpack_node ARCHITECTURE DIRECTORY
unpack_node() {
  local architecture="${1/amd64/x64}" unpacked="$2.$$"
  npm_package "node-linux-$architecture" "$node_version" "$unpacked"
  npm_package npm "$npm_version" "$unpacked/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$unpacked/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$unpacked/bin/npx"
  chmod 755 "$unpacked/bin/node" "$unpacked"/lib/node_modules/npm/bin/*-cli.js
  rm -rf "$unpacked/share"
  mv "$unpacked" "$2"
}

# CPython of the series and Debian release in the name; its root directory is kept in the cache.
import_python() {
  local series codename archive version
  IFS=- read -r series _ codename <<<"${1#python:}"
  archive="$cache/python-$series-$codename-$debian_architecture.tar"
  ensure_images "debian:$codename-slim"
  if [[ ! -s "$archive" ]]; then
    note "compiling Python $series"
    docker buildx build --quiet --build-arg "SERIES=$series" --build-arg "CODENAME=$codename" \
      --output "type=tar,dest=$archive.$$" - <"$scripts_directory/engine.d/python.Dockerfile" >&2 || {
      rm -f "$archive.$$"
      fail "no image $1: it cannot be pulled, and Python $series could not be compiled from a source that Debian keeps"
    }
    mv "$archive.$$" "$archive"
  fi
  version="$(tar -xOf "$archive" "usr/local/include/python$series/patchlevel.h" |
    sed -nE 's/^#define PY_VERSION +"(.*)"$/\1/p')"
  docker import --change 'CMD ["python3"]' --change "ENV PYTHON_VERSION=$version" --change 'ENV LANG=C.UTF-8' \
    --change 'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin' "$archive" "$1" >/dev/null
}

# The registry that Debian packages; next to a user's Docker it runs in a container.
import_registry() {
  ensure_images debian:trixie-slim
  docker buildx build --quiet --provenance false --tag "$1" - >/dev/null <<'EOF'
FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends docker-registry && rm -rf /var/lib/apt/lists/*
RUN printf '%s\n' 'version: 0.1' 'storage: { filesystem: { rootdirectory: /var/lib/registry }, delete: { enabled: true } }' \
      'http: { addr: ":5000" }' >/etc/docker/registry/config.yml
EXPOSE 5000
VOLUME /var/lib/registry
CMD ["docker-registry", "serve", "/etc/docker/registry/config.yml"]
EOF
}

# mirror_images NAME… pushes each to the registry where docker.io has it (library/ for a name without a folder).
mirror_images() {
  local image target
  for image in "$@"; do
    target="$image"
    [[ "$image" == */* ]] || target="library/$image"
    # One at a time, for the tag is taken away again.
    (
      exec 8>"/tmp/grocker-mirror-${GROCKER_REGISTRY##*:}.lock"
      flock 8
      docker tag "$image" "$GROCKER_REGISTRY/$target"
      docker push --quiet "$GROCKER_REGISTRY/$target" >/dev/null
      docker rmi --no-prune "$GROCKER_REGISTRY/$target" >/dev/null
    )
  done
}
