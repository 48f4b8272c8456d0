#!/bin/sh
# install-stage.sh UV VENV PYTHON KNOWN [unpack]: makes the filesystem that packages are installed on, which is no
# part of the image: PYTHON with the virtual environment VENV, and in KNOWN uv's cache with the answers of PYTHON.
#
# With `unpack` neither exists yet. Python is made from the files in /run/grocker/debs, which are unpacked and not
# configured: it runs as well.
set -eu
uv=$1 venv=$2 python=$3 known=$4
. /run/grocker/steps/decompressed.sh

if [ "${5:-}" = unpack ]; then
    # Python runs without the packages that its own want configured before they are unpacked.
    (
        cd /run/grocker/debs
        decompress ./*.deb
        PATH=$decompressed/bin:$PATH dpkg --unpack --force-depends --force-unsafe-io ./*.deb
    ) >/tmp/unpacked 2>&1 || {
        cat /tmp/unpacked >&2
        exit 1
    }
    # Leaves the byte code of all modules that every install imports.
    PYTHONPATH=/run/grocker/steps "$python" -c 'import install'
    "$python" -I -m venv --without-pip "$venv"
fi
HOME=/tmp UV_CACHE_DIR="$known" "$uv" pip list --quiet --offline --no-config --python "$venv/bin/python"
