#!/bin/sh
# apt-install.sh EPOCH PACKAGE…
# Installs packages from the files in /run/grocker/debs and from nothing else, and leaves the same
# bytes whenever and wherever it runs: no log, no cache, no copy of an earlier state, every time that
# this step set brought back to EPOCH (seconds).
#
# dpkg alone does it where every package is new and may be unpacked before the others are configured;
# it takes less time than apt, which finds the order for all other packages, and does what is left
# where dpkg fails.
set -eu
epoch=$1
shift
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
work=/run/grocker/work
mkdir -p "$work/bin" "$work/lists/partial" "$work/cache/archives/partial"
. /run/grocker/steps/set-times.sh
remember_start

cd /run/grocker
for deb in debs/*.deb; do
    dpkg-deb -f "$deb"
    printf 'Filename: ./%s\n\n' "$deb"
done >"$work/fields"

names() { sed -n 's/^Package: //p' "$work/fields"; }

# Python's own packages say that they wait for each other to be configured, but do not need it.
is_plain() {
    # shellcheck disable=SC2046
    ! dpkg-query --show --showformat '${db:Status-Status}\n' $(names) 2>"$work/unknown" | grep -qv '^not-installed$' &&
        awk -F ': ' '
            $1 == "Package" { name = $2; new[name] }
            $1 == "Pre-Depends" { before[name] = $2 }
            END {
                for (name in before) {
                    count = split(before[name], wanted, /[,|] */)
                    for (each = 1; each <= count; each++) {
                        sub(/[ (:].*/, "", wanted[each])
                        if (wanted[each] in new && name !~ /^(lib)?python3/) exit 1
                    }
                }
            }' "$work/fields"
}

with_dpkg() {
    printf '#!/bin/sh\nexec sh /run/grocker/steps/authorities.sh "$@"\n' >"$work/bin/update-ca-certificates"
    chmod +x "$work/bin/update-ca-certificates"
    dpkg --unpack --no-triggers --force-depends --force-unsafe-io debs/*.deb &&
        PATH=$work/bin:$PATH dpkg --configure --pending --force-unsafe-io &&
        chosen_by_dependency "$@"
}

# For `apt autoremove`, as apt writes it.
chosen_by_dependency() {
    architecture=$(dpkg --print-architecture)
    for name in $(names); do
        case " $* " in *" $name "*) continue ;; esac
        printf 'Package: %s\nArchitecture: %s\nAuto-Installed: 1\n\n' "$name" "$architecture"
    done >>/var/lib/apt/extended_states
}

with_apt() {
    sha256sum debs/*.deb | while read -r sha256 deb; do
        dpkg-deb -f "$deb"
        printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -L -c %s "$deb")" "$sha256"
    done >"$work/Packages"
    ln -s /run/grocker/debs "$work/debs"
    echo "deb [trusted=yes] file:$work ./" >"$work/sources.list"
    cd /

    options="-qq
        -o Dir::Etc::SourceList=$work/sources.list -o Dir::Etc::SourceParts=$work/none
        -o Dir::State::Lists=$work/lists -o Dir::Cache=$work/cache
        -o APT::Sandbox::User=root -o Acquire::Languages=none
        -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-unsafe-io"
    # No option and no package name has a space, so both split where they were joined.
    # shellcheck disable=SC2086
    apt-get $options update
    # Slim images have no directories of man pages, which alternatives of Java want to link into.
    install "$@" || {
        status=$?
        [ ! -d /usr/share/man/man1 ] && grep -qs /usr/share/man /etc/dpkg/dpkg.cfg.d/* || exit "$status"
        for section in 1 2 3 4 5 6 7 8; do mkdir -p "/usr/share/man/man$section"; done
        install "$@"
    }
}

install() {
    # shellcheck disable=SC2086
    apt-get $options -y --no-install-recommends install "$@"
}

if is_plain; then
    with_dpkg "$@" >/tmp/said 2>&1 || {
        cat /tmp/said
        with_apt "$@"
    }
else
    with_apt "$@"
fi

rm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log /var/cache/ldconfig/aux-cache
rm -f /var/lib/dpkg/*-old /var/cache/debconf/*-old /var/cache/apt/*.bin \
    /etc/passwd- /etc/group- /etc/shadow- /etc/gshadow- /etc/subuid- /etc/subgid-
set_times "$epoch"
