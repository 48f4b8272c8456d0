# A stand-in for python:3.N-slim-CODENAME: CPython in /usr/local, compiled from the sources that Debian keeps (of any
# of its releases), without the optimizations that take most of the official image's build time.
ARG CODENAME
FROM debian:${CODENAME}-slim AS build
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
      build-essential ca-certificates dpkg-dev pkg-config xz-utils libbz2-dev libffi-dev libgdbm-dev liblzma-dev \
      libncurses-dev libreadline-dev libsqlite3-dev libssl-dev uuid-dev zlib1g-dev
ARG SERIES
WORKDIR /source
# The mirror is the image's own; the newest Debian that has this series gives its source.
RUN mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -o 'http[^ ]*/debian/\?' | head -n 1); \
    for suite in bullseye bookworm trixie sid; do echo "deb-src [check-valid-until=no] $mirror $suite main"; done \
      >/etc/apt/sources.list.d/sources.list; \
    apt-get update && apt-get source --download-only --only-source -o APT::Get::Only-Source=true python$SERIES && \
    mkdir /python && tar -xf python${SERIES}_*.orig.tar.* -C /python --strip-components 1
WORKDIR /python
RUN ./configure --prefix=/usr/local --enable-shared --enable-loadable-sqlite-extensions --with-ensurepip \
      LDFLAGS=-Wl,-rpath,/usr/local/lib >/dev/null && \
    make -j"$(nproc)" >/dev/null 2>/tmp/warnings || { tail -n 30 /tmp/warnings; exit 1; }; \
    make install >/dev/null && \
    find /usr/local -depth \( \( -type d -a \( -name test -o -name tests -o -name idle_test \) \) \
      -o \( -type f -a \( -name '*.pyc' -o -name '*.a' \) \) \) -exec rm -rf {} + && \
    for name in idle pip pydoc python python-config; do \
      if [ -e "/usr/local/bin/${name%%-*}3${name#${name%%-*}}" ]; then ln -sf "${name%%-*}3${name#${name%%-*}}" "/usr/local/bin/$name"; fi; \
    done
# What the extension modules link to, for the packages of the last stage.
RUN find /usr/local -type f -executable -not -name '*tkinter*' -exec ldd {} + 2>/dev/null | \
      sed -nE 's/.*=> (\/[^ ]+) .*/\1/p' | sort -u | while read -r file; do readlink -f "$file"; done | \
      xargs dpkg-query --search 2>/dev/null | sed 's/:.*//' | sort -u >/packages

FROM debian:${CODENAME}-slim
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8
RUN --mount=from=build,source=/packages,target=/packages \
    apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ca-certificates netbase tzdata $(cat /packages) && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build /usr/local /usr/local
RUN ldconfig
ARG VERSION
ENV PYTHON_VERSION=$VERSION
CMD ["python3"]
