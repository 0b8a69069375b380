# A service on a fresh private cluster for a measurement, and psql on its database. Sourced by the scripts beside it.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# need TOOL …: installs the Debian packages of these names where the programs are missing.
need() {
    local tool missing=()
    for tool; do command -v "$tool" >/dev/null || missing+=("${tool/#psql/postgresql-client}"); done
    [ ${#missing[@]} = 0 ] || { apt-get update -qq && apt-get install -y -qq "${missing[@]}" >/dev/null; } >&2
}

# Starts it with an empty register (or the demonstration, with WUJIN_DEMO=1) and points psql and pgbench at its database. Sets "work", a folder that goes at the end, and "service".
# WUJIN_MEASURE_APP: the folder app of another WUJIN_HOME, so that what is published there need not be built again.
start_service() {
    work=$(mktemp -d /tmp/wujin-measure.XXXXXX) && chmod 755 "$work"
    export WUJIN_HOME=$work/home WUJIN_URL=http://127.0.0.1:${PORT:-5391} WUJIN_DEMO=${WUJIN_DEMO:-0}
    [ -z "${WUJIN_MEASURE_APP:-}" ] || { mkdir -p "$WUJIN_HOME" && cp -r "$WUJIN_MEASURE_APP" "$WUJIN_HOME/app"; }
    "$root/run" >"$work/out" 2>"$work/log" &
    service=$!
    trap 'kill $service 2>/dev/null; wait $service 2>/dev/null; rm -rf "$work"' EXIT
    for _ in $(seq 240); do
        grep -q '^ready ' "$work/out" && break
        kill -0 $service 2>/dev/null || { cat "$work/log" >&2; exit 1; }
        sleep 1
    done
    local description
    description=$(find "$WUJIN_HOME" /var/lib/wujin -name cluster.json -newer "$work" 2>/dev/null | head -n 1)
    PGHOST=$(jq -r .socket_directory "$description") PGPORT=$(jq -r .port "$description")
    PGUSER=$(jq -r .user "$description") PGPASSWORD=$(jq -r .password "$description") PGDATABASE=$(jq -r .database "$description")
    export PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE
}

median() { sort -n | awk '{v[NR] = $1} END {print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

percent() { awk "BEGIN {printf \"%.0f%%\", 100 * $1 / $2}"; }

# seconds COMMAND …: runs it, prints how long it took; what it prints goes to standard error.
seconds() {
    local begin end
    begin=$(date +%s.%N)
    "$@" >&2 || return
    end=$(date +%s.%N)
    awk "BEGIN {printf \"%.2f\n\", $end - $begin}"
}
