# The frontend image: Node with one bundle, a static uv and the steps. It is both what BuildKit starts for
# `# syntax=org/grocker-frontend` and the tool image that build containers mount.
#
# Every RUN is on the builder's own platform (or for it), so that no architecture needs emulation.
# The secret ca-certificates is for networks whose TLS is inspected.
ARG START=${TARGETARCH}-on-${BUILDARCH}

FROM node:26-trixie-slim AS node

FROM --platform=$BUILDPLATFORM node:26-trixie-slim AS bundle
WORKDIR /project
COPY package.json package-lock.json .npmrc tsconfig.json ./
RUN --mount=type=secret,id=ca-certificates \
    --mount=type=cache,target=/root/.npm \
    if [ -s /run/secrets/ca-certificates ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca-certificates; fi; \
    npm ci --ignore-scripts
COPY scripts/bundle.js scripts/merge-chunks.js scripts/third-party.js scripts/
COPY src src
RUN node scripts/bundle.js frontend

FROM --platform=$BUILDPLATFORM debian:trixie-slim AS uv
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ca-certificates python3-pip unzip
COPY scripts/uv.requirements.txt /
ARG TARGETARCH
RUN --mount=type=secret,id=ca-certificates \
    if [ -s /run/secrets/ca-certificates ]; then export PIP_CERT=/run/secrets/ca-certificates; fi; \
    case $TARGETARCH in amd64) machine=x86_64 ;; arm64) machine=aarch64 ;; *) machine=$TARGETARCH ;; esac; \
    python3 -m pip download --no-deps --require-hashes --only-binary :all: --platform musllinux_1_1_$machine \
      --dest /wheel --requirement /uv.requirements.txt && \
    unzip -j /wheel/uv-*.whl '*/scripts/uv' -d /usr/local/bin && chmod 755 /usr/local/bin/uv
RUN mkdir /toml && cp -r /usr/lib/python3.13/tomllib /toml/ && rm -rf /toml/tomllib/__pycache__

FROM --platform=$BUILDPLATFORM debian:trixie-slim AS runtime
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends binutils-multiarch
RUN --mount=from=node,target=/node \
    set -e; \
    libraries=$(cd /node/usr/lib && echo *-linux-gnu); \
    mkdir -p /libraries/lib/$libraries; \
    strip -o /usr/local/bin/node /node/usr/local/bin/node; \
    for name in libstdc++.so.6 libgcc_s.so.1 libatomic.so.1 libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0; do \
      cp -L /node/usr/lib/$libraries/$name /libraries/lib/$libraries/; \
    done; \
    strip --strip-unneeded /libraries/lib/$libraries/*; \
    for loader in lib/ld-linux-aarch64.so.1 lib64/ld-linux-x86-64.so.2; do \
      if [ -e /node/$loader ]; then mkdir -p /libraries/${loader%/*}; cp -L /node/$loader /libraries/$loader; fi; \
    done

FROM scratch AS files
COPY --from=runtime /libraries/ /
COPY --from=uv /usr/local/bin/uv /usr/local/bin/uv
COPY --chmod=755 steps /steps
COPY --from=uv --chmod=644 /etc/ssl/certs/ca-certificates.crt /steps/ca-certificates.crt
# For Pythons without a reader of TOML, which then need not get one from an index.
COPY --from=uv --chmod=755 /toml /steps/toml

# In one layer: each one more takes a little of every start.
FROM scratch AS image
COPY --link --from=files / /
LABEL moby.buildkit.frontend.network.none="true" \
      moby.buildkit.frontend.caps="moby.buildkit.frontend.inputs,moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts"

FROM image AS start-bundle
COPY --link --from=runtime /usr/local/bin/node /usr/local/bin/node
COPY --link --from=bundle /project/dist/frontend.cjs /frontend.cjs
ENTRYPOINT ["/usr/local/bin/node", "/frontend.cjs"]

# One executable of Node and the bundle as it is after its start, with the code compiled that the examples need, which
# starts and answers sooner. It is made by the Node that it consists of, so that an image for another platform than the
# builder's starts from the bundle instead; where that platform is emulated, `--build-arg START=start-snapshot` makes it
# all the same.
FROM start-bundle AS snapshot
COPY examples/ipython/facts.json /rehearsal/ipython.json
COPY examples/native/facts.json /rehearsal/native.json
COPY examples/qrcode/facts.json /rehearsal/qrcode.json
COPY examples/workspace/facts.json /rehearsal/workspace.json
COPY scripts/frontend-executable.json /
ENV GROCKER_REHEARSAL=/rehearsal
# The seed of V8's hash tables stays the one of the snapshot, which is for programs whose input is their user's own.
RUN ["/usr/local/bin/node", "--no-rehash-snapshot", "--build-sea", "/frontend-executable.json"]

FROM image AS start-snapshot
COPY --link --from=snapshot /frontend /usr/local/bin/frontend
ENTRYPOINT ["/usr/local/bin/frontend"]

FROM start-snapshot AS amd64-on-amd64
FROM start-snapshot AS arm64-on-arm64
FROM start-bundle AS amd64-on-arm64
FROM start-bundle AS arm64-on-amd64

FROM ${START}
