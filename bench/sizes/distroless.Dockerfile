# The same environment on a root that is put together of the files of packages, as images without a distribution are made:
# what the packages depend on is downloaded and unpacked, and no maintainer script runs.

ARG RUN="" BUILD="" COMPILER=""

FROM debian:trixie-slim AS base
ARG RUN
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ca-certificates python3 $RUN

FROM base AS builder
ARG BUILD COMPILER
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    if [ -n "$COMPILER$BUILD" ]; then \
      DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $COMPILER $BUILD; \
    fi
ENV UV_CACHE_DIR=/var/cache/uv UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN --mount=type=bind,from=uv,source=/usr/local/bin/uv,target=/bin/uv \
    --mount=type=secret,id=ca-certificates \
    --mount=type=bind,target=/context \
    if [ -s /run/secrets/ca-certificates ]; then export SSL_CERT_FILE=/run/secrets/ca-certificates; fi; \
    uv venv --quiet /opt/venv && \
    uv pip install --quiet --python /opt/venv --no-deps --requirement /context/requirements.txt && \
    if [ -d /context/project ]; then \
      cp -r /context/project /project && uv pip install --quiet --python /opt/venv --no-deps /project; \
    fi

FROM base AS root
ARG RUN
# The packages and what they depend on, down to libc, but for those that only install packages: dpkg, debconf and the like.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    mkdir -p /debs /root-files/var/lib/dpkg/status.d && cd /debs && \
    names="$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
      --no-enhances python3 libc6 netbase tzdata base-files $RUN | grep '^[a-z0-9]' | grep -v ':' | sort -u)" && \
    for name in $names; do \
      case $name in debconf* | dpkg* | cdebconf* | perl* | libperl* | tar | awk | mawk | gawk | media-types | install-info) continue ;; esac; \
      [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || continue; \
      apt-get download --quiet "$name"; \
    done && \
    for deb in *.deb; do \
      dpkg-deb --extract "$deb" /root-files; \
      dpkg-deb --field "$deb" >"/root-files/var/lib/dpkg/status.d/$(dpkg-deb --field "$deb" Package)"; \
    done && \
    rm -rf /root-files/usr/share/man /root-files/usr/share/info && \
    mkdir -p /root-files/etc/ssl/certs /root-files/tmp /root-files/home/app && chmod 1777 /root-files/tmp && \
    cp /etc/ssl/certs/ca-certificates.crt /root-files/etc/ssl/certs/ && \
    echo 'root:x:0:0:root:/root:/sbin/nologin' >/root-files/etc/passwd && \
    echo 'app:x:1000:1000::/home/app:/sbin/nologin' >>/root-files/etc/passwd && \
    echo 'app:x:1000:' >/root-files/etc/group

FROM scratch
COPY --link --from=root /root-files/ /
COPY --link --from=builder /opt/venv /opt/venv
COPY --link files /srv/app
ENV PATH=/opt/venv/bin:/usr/bin
WORKDIR /srv/app
USER 1000
