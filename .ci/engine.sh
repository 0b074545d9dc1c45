# Provides a Docker engine that answers: the one that runs already, else one that is installed and started here. Sourced.

own_engine_pid=
engine_log=
saved_rules=
saved_forwarding=

# The netfilter tables that dockerd makes. Those that were not there before it are deleted after it.
engine_tables=("ip nat" "ip filter" "ip6 nat" "ip6 filter")

need_engine() {
    # Either of the two is enough for a run. The suites use both, and nft tidies up after an engine that was started here.
    need_command nft nftables
    need_command iptables iptables
    need_command nsenter util-linux
    need_command ip iproute2
    # A client may be installed without an engine. One that is named and does not answer is not replaced by another.
    if [ -z "${DOCKER_HOST:-}" ] && ! engine_answers; then
        need_command dockerd docker.io
    fi
}

ensure_engine() {
    if engine_answers; then
        say "engine $(docker version --format '{{.Server.Version}}') answers; it is left running"
        return
    fi
    if [ -n "${DOCKER_HOST:-}" ]; then
        say "no engine answers at DOCKER_HOST=$DOCKER_HOST: start it there, correct DOCKER_HOST, or unset it"
        exit 1
    fi
    start_engine
}

engine_answers() {
    command -v docker >/dev/null && timeout 20 docker info >/dev/null 2>&1
}

# A killed engine leaves its process id in a file. If another process has that id by now, dockerd refuses to start.
forget_killed_engine() {
    local file
    for file in /var/run/docker.pid /var/run/docker/containerd/containerd.pid; do
        if [ -r "$file" ] && ! grep -qs -e dockerd -e containerd "/proc/$(cat "$file")/comm"; then
            rm -f "$file"
        fi
    done
}

start_engine() {
    forget_killed_engine
    saved_rules=$(nft list tables 2>/dev/null || true)
    saved_forwarding=$(cat /proc/sys/net/ipv4/ip_forward)
    engine_log=$(mktemp)
    # There may be no service manager. In a session of its own the engine outlives the terminal.
    setsid dockerd >"$engine_log" 2>&1 </dev/null &
    own_engine_pid=$!
    local deadline=$((SECONDS + 60))
    until engine_answers; do
        if ! kill -0 "$own_engine_pid" 2>/dev/null; then
            tail -20 "$engine_log"
            say "dockerd ended by itself"
            exit 1
        fi
        if [ "$SECONDS" -ge "$deadline" ]; then
            tail -20 "$engine_log"
            say "dockerd did not answer within 60 s"
            exit 1
        fi
        sleep 0.3
    done
    say "engine $(docker version --format '{{.Server.Version}}') started, pid $own_engine_pid"
}

stop_own_engine() {
    [ -n "$own_engine_pid" ] || return 0
    kill "$own_engine_pid" 2>/dev/null || true
    local deadline=$((SECONDS + 40))
    while kill -0 "$own_engine_pid" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ]; do
        sleep 0.3
    done
    kill -9 "$own_engine_pid" 2>/dev/null || true
    wait "$own_engine_pid" 2>/dev/null || true
    own_engine_pid=
    # When dockerd ends it leaves its bridge, its tables and forwarding behind.
    ip link delete docker0 2>/dev/null || true
    local table
    for table in "${engine_tables[@]}"; do
        if ! grep -qxF "table $table" <<<"$saved_rules"; then
            nft delete table $table 2>/dev/null || true
        fi
    done
    if [ "$saved_forwarding" = 0 ]; then
        echo 0 >/proc/sys/net/ipv4/ip_forward
    fi
    rm -f "$engine_log"
    say "stopped the engine that was started here"
}
