#!/bin/sh
# know-python.sh UV PYTHON OUT: asks PYTHON once what uv wants to know of it; OUT gets uv's cache with the answer.
set -eu
uv=$1 python=$2 out=$3
HOME=/tmp UV_CACHE_DIR="$out" "$uv" pip list --quiet --offline --no-config --python "$python"
