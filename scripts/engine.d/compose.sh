# Docker Compose, from the package of the engine's own suite, as a plugin of the client.

readonly plugins=/usr/libexec/docker/cli-plugins

start_compose() {
  machine_runs || fail 'compose is put beside a private engine only' 'start one: GROCKER_ENGINE=private scripts/engine up'
  if [[ ! -x "$rootfs$plugins/docker-compose" ]]; then
    # The plugin alone: what the package needs is there, and apt's lists are not kept.
    in_machine sh -ec '
      download=$(mktemp -d)
      trap "rm -rf $download" EXIT
      chmod a+rx "$download"
      cd "$download"
      apt-get update -qq -o APT::Sandbox::User=root -o Dir::State::Lists="$download"
      apt-get download -qq -o APT::Sandbox::User=root -o Dir::State::Lists="$download" docker-compose
      dpkg-deb --extract docker-compose_*.deb unpacked
      mv "unpacked$0/docker-compose" "$0/"
    ' "$plugins" </dev/null >&2 || fail 'docker compose cannot be had' 'it is the Debian package docker-compose'
  fi
  ln -sf "$rootfs$plugins/docker-compose" "$state/client/config/cli-plugins/docker-compose"
}
