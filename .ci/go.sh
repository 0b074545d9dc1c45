# Go for the node in Go, with its modules in the local cache: the tests download nothing. Sourced.

need_go() {
    need_command go golang-go
}

download_go_modules() {
    local needed have log
    needed=$(sed -n 's/^go \([0-9.]*\)$/\1/p' impl/nats/go.mod)
    have=$(cd / && GOTOOLCHAIN=local go env GOVERSION)
    have=${have#go}
    if [ "$(printf '%s\n' "$needed" "$have" | sort -V | head -1)" != "$needed" ]; then
        say "impl/nats needs go $needed or newer, not $have: install one and run this again"
        exit 1
    fi
    log=$(mktemp)
    (cd impl/nats && GOTOOLCHAIN=local timeout 600 go mod download) >"$log" 2>&1 \
        || { say "the modules of impl/nats cannot be downloaded:"; tail -20 "$log"; exit 1; }
    rm -f "$log"
    say "go $have"
}
