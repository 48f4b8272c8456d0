# A stand-in for gcr.io/distroless/python3-debian13: the same packages of Debian, unpacked, and no others.
FROM debian:trixie-slim AS build
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ca-certificates
WORKDIR /packages
RUN apt-get download base-files ca-certificates libbz2-1.0 libc6 libcom-err2 libcrypt1 libdb5.3t64 libexpat1 libffi8 \
      libgcc-s1 libgomp1 libgssapi-krb5-2 libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0 liblzma5 libncursesw6 \
      libnsl2 libpython3-stdlib libpython3.13-minimal libpython3.13-stdlib libreadline8t64 libsqlite3-0 libssl3t64 \
      libstdc++6 libtinfo6 libtirpc3t64 libuuid1 libzstd1 media-types netbase python3-minimal python3.13-minimal tzdata \
      zlib1g
RUN mkdir /root-of-image && \
    for package in *.deb; do dpkg-deb --extract "$package" /root-of-image; done && \
    cd /root-of-image && \
    cp /etc/ssl/certs/ca-certificates.crt etc/ssl/certs/ && \
    find usr/share/doc -type f ! -name copyright -delete && \
    rm -rf usr/share/man usr/share/locale usr/share/lintian usr/share/ca-certificates && \
    printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' >etc/passwd && \
    printf 'root:x:0:\nnonroot:x:65532:\n' >etc/group && \
    mkdir -p tmp home/nonroot && chmod 1777 tmp && chown 65532:65532 home/nonroot && \
    for link in bin lib lib64 sbin; do [ -e "$link" ] || ln -s "usr/$link" "$link"; done

FROM scratch
COPY --from=build /root-of-image/ /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
ENTRYPOINT ["/usr/bin/python3"]
