# Sourced: calls `resolve` once for each list of packages.

# resolve_lists [-- PACKAGE…]…: `packages` holds a list together with all lists before it.
resolve_lists() {
    packages=
    [ "$#" -eq 0 ] || shift
    for word in "$@"; do
        if [ "$word" = -- ]; then
            resolve
        else
            packages="$packages $word"
        fi
    done
    resolve
}
