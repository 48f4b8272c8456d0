# syntax=docker/dockerfile:1

# Writes uv.lock of the project in the context, by the Python that both sides use.
FROM debian:trixie-slim AS locked
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3
WORKDIR /app
COPY pyproject.toml .
RUN --mount=type=bind,from=bench/uv,source=/uv,target=/bin/uv \
    --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=ca-certificates \
    SSL_CERT_FILE=/run/secrets/ca-certificates uv lock

FROM scratch
COPY --from=locked /app/uv.lock /
