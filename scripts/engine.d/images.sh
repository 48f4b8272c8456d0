# Base images under their usual names: pulled where a registry can be reached, else stood in for by an image
# that is made like them from the packages of Debian, npm or PyPI.

readonly default_images=(debian:trixie-slim debian:bookworm-slim)

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
    *) fail "no image $image: it cannot be pulled, and there is no stand-in for it" ;;
  esac
}

import_debian() {
  local archive
  archive="$(debian_archive "$1" "debian-$1")" || fail "Debian $1 could not be assembled"
  docker import --change 'CMD ["bash"]' \
    --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' "$archive" "$2" >/dev/null
}

# mirror_images NAME… pushes each to the registry where docker.io has it (library/ for a name without a folder).
mirror_images() {
  local image target
  for image in "$@"; do
    target="$image"
    [[ "$image" == */* ]] || target="library/$image"
    docker tag "$image" "$GROCKER_REGISTRY/$target"
    docker push --quiet "$GROCKER_REGISTRY/$target" >/dev/null
    docker rmi --no-prune "$GROCKER_REGISTRY/$target" >/dev/null
  done
}
