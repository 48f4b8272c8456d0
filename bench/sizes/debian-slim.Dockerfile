# An application as an expert builds it: compilers and what they need stay in a stage of their own. requirements.txt pins
# every package, with the versions that Grocker's image has; `project` is there where the application is a package.

ARG RUN="" BUILD="" COMPILER=""

FROM debian:trixie-slim AS base
ARG RUN
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ca-certificates python3 $RUN && \
    useradd --create-home --uid 1000 app

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

FROM base
COPY --link --from=builder /opt/venv /opt/venv
COPY --link files /srv/app
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /srv/app
USER app
