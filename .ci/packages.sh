# Installs Debian packages where a command is missing. Sourced.

missing_packages=()

# need_command COMMAND PACKAGE: notes the package if the command is missing
need_command() {
    command -v "$1" >/dev/null || missing_packages+=("$2")
}

# Installs all packages that were noted, at once.
install_needed() {
    [ ${#missing_packages[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        say "cannot install ${missing_packages[*]}: no apt-get here; install them by hand and run this again"
        exit 1
    fi
    if [ "$(id -u)" != 0 ]; then
        say "cannot install ${missing_packages[*]}: not root; install them by hand and run this again"
        exit 1
    fi
    local log
    log=$(mktemp)
    say "installing ${missing_packages[*]}"
    # Old package lists name files that are gone from the archive.
    timeout 300 apt-get update >"$log" 2>&1 || { tail -20 "$log"; exit 1; }
    DEBIAN_FRONTEND=noninteractive timeout 900 apt-get install -y --no-install-recommends "${missing_packages[@]}" >"$log" 2>&1 \
        || { tail -30 "$log"; exit 1; }
    rm -f "$log"
    missing_packages=()
}
