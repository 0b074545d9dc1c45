#!/usr/bin/env bash
# Runs one shard of a hunt, and goes on with it if its folder holds a part.
#
#   HUNT_SHARD    its number from 1; without it, that of the orchestrator: JOB_COMPLETION_INDEX + 1 (Kubernetes), SWARM_SLOT + 1 (Docker
#                 Swarm), CI_NODE_INDEX (GitLab)
#   HUNT_SHARDS   how many there are; default 16
#   HUNT_ARGS     what is hunted; default --seeds 1..100000 --ordering all --delivery all
#   HUNT_OUT      the folder that shards' folders are made in; default ./hunt
set -euo pipefail

shards=${HUNT_SHARDS:-${CI_NODE_TOTAL:-16}}
if [ -n "${HUNT_SHARD:-}" ]; then
  shard=$HUNT_SHARD
elif [ -n "${JOB_COMPLETION_INDEX:-}" ]; then
  shard=$((JOB_COMPLETION_INDEX + 1))
elif [ -n "${SWARM_SLOT:-}" ]; then
  # The slots of a replicated job begin at 0, and Swarm's template {{.Task.Slot}} gives the id of the machine in place of slot 0.
  case $SWARM_SLOT in
    *[!0-9]*) shard=1 ;;
    *) shard=$((SWARM_SLOT + 1)) ;;
  esac
elif [ -n "${CI_NODE_INDEX:-}" ]; then
  shard=$CI_NODE_INDEX
else
  echo "shard.sh: which shard? Set HUNT_SHARD to a number from 1 to $shards." >&2
  exit 254
fi

out=${HUNT_OUT:-hunt}/shard-$shard
mkdir -p "$out"
status=0
# HUNT_ARGS is a list of arguments.
# shellcheck disable=SC2086
"$(dirname "${BASH_SOURCE[0]}")/../../maat" hunt ${HUNT_ARGS:---seeds 1..100000 --ordering all --delivery all} \
  --shard "$shard/$shards" --out "$out/hunt" || status=$?
printf '%s\n' "$status" >"$out/exit-code"
# 0, 1 and 2 are results: repeating the shard would not change them.
[ "$status" -gt 2 ] || exit 0
exit "$status"
