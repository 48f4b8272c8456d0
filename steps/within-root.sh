# Sourced: keeps a step within the root directory of the image, if that is ROOT and not the step's own.

# within_root PATH…: ends the step if a link of the image leads PATH out of ROOT.
within_root() {
    [ -n "${ROOT:-}" ] || return 0
    for path in "$@"; do
        # The nearest part of it that exists: readlink finds no place below a missing one.
        there=$path
        while [ -n "$there" ] && [ ! -e "$ROOT$there" ] && [ ! -L "$ROOT$there" ]; do there=${there%/*}; done
        case $(readlink -f "$ROOT$there") in
            "$ROOT" | "$ROOT"/*) ;;
            *)
                echo "grocker: a link of the base image leads $path elsewhere, which takes a builder of its platform" >&2
                exit 1
                ;;
        esac
    done
}
