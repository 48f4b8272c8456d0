# A stand-in for python:3.N-slim-CODENAME: CPython in /usr/local, compiled from the sources that Debian keeps, in any
# of its releases. It lacks the optimizations that take most of the time of the official image's build.
ARG CODENAME=trixie
FROM debian:${CODENAME}-slim AS build
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
      build-essential ca-certificates dpkg-dev pkg-config xz-utils libbz2-dev libffi-dev libgdbm-dev liblzma-dev \
      libncurses-dev libreadline-dev libsqlite3-dev libssl-dev uuid-dev zlib1g-dev
# The mirror is the image's own. The newest version with an available source is used: an index may name some that are gone.
ARG SERIES
WORKDIR /source
RUN mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -o 'http[^ ]*/debian/\?' | head -n 1); \
    for suite in bullseye bookworm trixie testing sid; do echo "deb-src $mirror $suite main"; done \
      >/etc/apt/sources.list.d/sources.list; \
    apt-get update -o Acquire::Check-Valid-Until=false && \
    for version in $(apt-cache showsrc "python$SERIES" | sed -n 's/^Version: //p' | sort -ruV); do \
      apt-get source --download-only "python$SERIES=$version" && break; \
    done; \
    mkdir /python && tar -xf "$(ls -t python${SERIES}_*.orig.tar.* | head -n 1)" -C /python --strip-components 1
WORKDIR /python
RUN ./configure --prefix=/usr/local --enable-shared --enable-loadable-sqlite-extensions --with-ensurepip \
      --disable-test-modules OPT='-DNDEBUG -O1' LDFLAGS=-Wl,-rpath,/usr/local/lib >/dev/null
RUN make -j"$(nproc)" >/dev/null 2>/tmp/warnings || { tail -n 30 /tmp/warnings; exit 1; }
RUN make install >/dev/null && \
    find /usr/local -depth \( -type d \( -name test -o -name tests -o -name idle_test \) \
      -o -type f \( -name '*.pyc' -o -name '*.a' \) \) -exec rm -rf {} + && \
    cd /usr/local/bin && ln -sf python3 python && ln -sf pip3 pip && ln -sf python3-config python-config
# The packages of the libraries that interpreter and extension modules need, for the last stage.
RUN find /usr/local -type f -executable -exec ldd {} + 2>/dev/null | sed -nE 's/.*=> (\/[^ ]+) .*/\1/p' | \
      sort -u | xargs -n 1 readlink -f | sed -E 's,^/usr/lib/,*/lib/,' | \
      xargs -n 1 dpkg-query --search 2>/dev/null | grep -v '^diversion ' | sed 's/:.*//' | sort -u >/packages

FROM debian:${CODENAME}-slim
RUN --mount=from=build,source=/packages,target=/packages \
    apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ca-certificates netbase tzdata $(cat /packages) && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build /usr/local /usr/local
RUN ldconfig
