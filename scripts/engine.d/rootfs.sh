# The engine's own root directory, from Debian's packages; its archive is kept in the cache.

readonly engine_packages=ca-certificates,docker.io,docker-cli,docker-buildx,docker-registry,iptables,iproute2,git,openssh-client,procps,rootlesskit,uidmap,fuse-overlayfs
readonly debian_architecture="$(dpkg --print-architecture 2>/dev/null || true)"

require_machine() {
  [[ "$(uname -s)" == Linux ]] || fail 'a private engine needs Linux' 'start Docker and run this again'
  [[ "$(id -u)" == 0 ]] || fail 'a private engine needs root, and no Docker answers' 'start Docker, or run this as root'
  [[ -n "$debian_architecture" ]] || fail 'a private engine needs Debian (dpkg is missing), and no Docker answers'
  mkdir -p "$runtime_root" "$cache"
}

require_debootstrap() {
  command -v mmdebstrap >/dev/null && return
  install_packages mmdebstrap mmdebstrap
}

# install_packages NAME PACKAGE… on this machine; NAME is what a person calls them.
install_packages() {
  local name="$1"
  shift
  note "installing $name"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    fail "$name could not be installed" "it is a Debian package: apt-get install $*"
}

# debian_archive SUITE NAME ARCHITECTURE [mmdebstrap option…] prints the path of NAME-ARCHITECTURE.tar, a minimal Debian
# without documentation and translations, as the official slim images are.
debian_archive() {
  local suite="$1" archive="$cache/$2-$3.tar" architecture="$3"
  shift 3
  if [[ ! -s "$archive" ]]; then
    require_debootstrap
    mkdir -p "$cache"
    note "assembling $(basename "$archive")"
    mmdebstrap --quiet --variant=minbase --architectures="$architecture" \
      --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
      --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
      --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/lintian/*' \
      --aptopt='Acquire::Languages "none"' "$@" "$suite" "$archive.$$.tar" >&2 || {
      rm -f "$archive.$$.tar"
      return 1
    }
    mv "$archive.$$.tar" "$archive"
  fi
  echo "$archive"
}

engine_archive() {
  debian_archive "$1" "engine-$1-$(printf '%s' "$engine_packages" | sha256sum | cut -c1-8)" "$debian_architecture" \
    --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='APT::Install-Recommends "false"' --include="$engine_packages"
}

# Unpacks the root directory once; sid has the current engine, trixie is there for a day when sid cannot be installed.
ensure_rootfs() {
  local archive suite="${GROCKER_ENGINE_SUITE:-}"
  if [[ -e "$rootfs/.suite" && "$(cat "$rootfs/.suite")" == "${suite:-$(cat "$rootfs/.suite")}" ]]; then return; fi
  if [[ -n "$suite" ]]; then
    archive="$(engine_archive "$suite")" || fail "an engine could not be assembled from Debian $suite"
  elif archive="$(engine_archive sid)"; then
    suite=sid
  else
    note 'Debian sid cannot be installed today, trying trixie'
    archive="$(engine_archive trixie)" || fail 'an engine could not be assembled from Debian packages' 'is the network there?'
    suite=trixie
  fi
  rm -rf --one-file-system "$rootfs"
  mkdir -p "$rootfs"
  tar -xf "$archive" -C "$rootfs" --numeric-owner --exclude='./dev/*'
  echo "$suite" >"$rootfs/.suite"
}

ca_bundle() {
  local file
  for file in "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
    if [[ -n "$file" && -s "$file" ]]; then
      echo "$file"
      return
    fi
  done
}
