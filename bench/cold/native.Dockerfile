# syntax=docker/dockerfile:1

# The same image as examples/native/grocker.yml describes: one package is compiled in a stage of its own, which keeps
# the compiler out of the image.

FROM debian:trixie-slim AS base
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && \
    apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
      -o Dpkg::Options::=--force-unsafe-io ca-certificates libmariadb3 python3 && \
    useradd --create-home --uid 1000 app

FROM base AS builder
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
      -o Dpkg::Options::=--force-unsafe-io build-essential libmariadb-dev pkg-config python3-dev
ENV UV_CACHE_DIR=/var/cache/uv \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never
RUN --mount=type=bind,from=bench/uv,source=/uv,target=/bin/uv \
    --mount=type=cache,target=/var/cache/uv \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv venv /venv && \
    uv pip install --python /venv --compile-bytecode --requirements pyproject.toml
RUN --mount=type=bind,from=bench/uv,source=/uv,target=/bin/uv \
    --mount=type=cache,target=/var/cache/uv \
    --mount=type=bind,target=/source,rw \
    uv pip install --python /venv --compile-bytecode --no-deps /source

FROM base
COPY --link --from=builder /venv /venv
ENV PATH=/venv/bin:$PATH
USER app
ENTRYPOINT ["ping-database"]
