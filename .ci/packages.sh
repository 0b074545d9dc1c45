# Installs Debian packages where a command is missing. Sourced.

package_lists_fresh=

# install_packages NAME...
install_packages() {
    if ! command -v apt-get >/dev/null; then
        say "cannot install $*: no apt-get here; install them by hand and run this again"
        exit 1
    fi
    if [ "$(id -u)" != 0 ]; then
        say "cannot install $*: not root; install them by hand and run this again"
        exit 1
    fi
    local log
    log=$(mktemp)
    say "installing $*"
    if [ -z "$package_lists_fresh" ]; then
        # Old package lists name files that are gone from the archive.
        timeout 300 apt-get update >"$log" 2>&1 || { tail -20 "$log"; exit 1; }
        package_lists_fresh=yes
    fi
    DEBIAN_FRONTEND=noninteractive timeout 900 apt-get install -y --no-install-recommends "$@" >"$log" 2>&1 \
        || { tail -30 "$log"; exit 1; }
    rm -f "$log"
}

# ensure_command COMMAND PACKAGE: installs the package if the command is missing
ensure_command() {
    command -v "$1" >/dev/null || install_packages "$2"
}
