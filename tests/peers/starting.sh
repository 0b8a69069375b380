#!/usr/bin/env bash
# How long until ./run answers, and how much memory does the idle service hold? Starts it several times on one home: the first start makes
# everything and is not counted.
#
#   tests/peers/starting.sh [ROUNDS=5]
set -euo pipefail
rounds=${1:-5}
# shellcheck source=tests/peers/service.sh
. "$(dirname "${BASH_SOURCE[0]}")/service.sh"
need jq
start_service
stop() { kill $service && wait $service; }
stop
start() {
    WUJIN_DEMO=1 "$root/run" >"$work/out" 2>"$work/log" &
    service=$!
    until grep -q '^ready ' "$work/out"; do
        kill -0 $service 2>/dev/null || { cat "$work/log" >&2; exit 1; }
        sleep 0.02
    done
}
for _ in $(seq "$rounds"); do
    : >"$work/out"
    begin=$(date +%s.%N)
    start
    awk "BEGIN {print $(date +%s.%N) - $begin}" >>"$work/seconds"
    sleep 5
    awk '/VmRSS/ {print $2 / 1024}' "/proc/$service/status" >>"$work/memory"
    stop
done
printf 'second start to ready: %.2f s; idle for 5 s, resident: %.0f MiB\n' "$(median <"$work/seconds")" "$(median <"$work/memory")"
