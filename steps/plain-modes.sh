# plain-modes.sh SOURCE OUT: copies files with the modes 755 (directories, and what anybody may execute) and 644.
set -eu
cp -a "$1/." "$2/"
chmod -R u=rwX,go=rX "$2"
