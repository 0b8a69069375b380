#!/usr/bin/env bash
# How much of the database's own speed reaches a client?
#
# Serves 20,000 made-up compounds from a fresh private cluster and asks, in turn and several times over, for the same rows
#   - over HTTP as GeoJSON (wrk), and
#   - with pgbench -M prepared: the bare query, every column and ST_AsGeoJSON(geom), over the same Unix socket,
# with the same number of connections, all of it on the same cores. Prints the medians and their ratio.
#
#   tests/peers/reading.sh [CONNECTIONS=8] [SECONDS=8] [ROUNDS=5]
set -euo pipefail
connections=${1:-8} duration=${2:-8} rounds=${3:-5}
# shellcheck source=tests/peers/service.sh
. "$(dirname "${BASH_SOURCE[0]}")/service.sh"
need wrk jq psql
pgbench=$(command -v pgbench || ls /usr/lib/postgresql/*/bin/pgbench | tail -n 1)

start_service

psql -q -v ON_ERROR_STOP=1 <<'SQL'
INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, plan_year, planned_start, planned_finish, budget_wan, spent_wan,
    responsible_unit, declared_area_m2, year_built, buildings, households, floor_area_m2, renovation_class, lifts_planned, consent_percent,
    is_demo, source, geom)
SELECT 'S' || i, 'compound', '示例小区' || i, 'approved', date '2024-01-01' + i % 700, 2024 + i % 3, '2025-03-01', '2026-09-30',
    1000 + i % 5000 + 0.5, i % 900, '湖塘镇人民政府', 20000 + i % 9000, 1980 + i % 20, 5 + i % 30, 100 + i % 900, 30000 + i % 50000, 'basic',
    i % 20, 60 + i % 40, true, 'made up for measuring',
    ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(119.7 + (i % 200) * 0.002, 31.5 + (i / 200) * 0.003), 4490), 0.0004 + (i % 7) * 0.00005, 3))
FROM generate_series(1, 20000) AS i;
SQL
psql -q -c 'VACUUM ANALYZE'

columns=$(psql -At -c "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = 'renewal.compound_feature'::regclass AND attname NOT IN ('geom', 'works_start', 'works_finish')")
cat >"$work/page.sql" <<SQL
SELECT $columns, ST_AsGeoJSON(geom) FROM renewal.compound_feature WHERE feature_key > 0 ORDER BY feature_key LIMIT 1000;
SQL
cat >"$work/one.sql" <<SQL
\set i random(1, 20000)
SELECT $columns, ST_AsGeoJSON(geom) FROM renewal.compound_feature WHERE code = 'S' || :i;
SQL
cat >"$work/one.lua" <<'LUA'
request = function() return wrk.format("GET", "/collections/compounds/items/S" .. math.random(1, 20000)) end
LUA

http() { wrk -t 1 -c "$connections" -d "${duration}s" "$@" -H 'Accept: application/geo+json' | tee "$work/wrk.txt" | awk '/Requests\/sec/ {print $2}'
    ! grep -q 'Non-2xx' "$work/wrk.txt" || { cat "$work/wrk.txt" >&2; exit 1; }; }
sql() { "$pgbench" -n -M prepared -c "$connections" -j 1 -T "$duration" -f "$1" 2>/dev/null | awk '/^tps/ {print $3}'; }

page="$WUJIN_URL/collections/compounds/items?limit=1000"
[ "$(curl -fsS "$page" | jq '.features | length')" = 1000 ]
http "$page" >/dev/null # the just-in-time compiler settles
http -s "$work/one.lua" "$WUJIN_URL" >/dev/null
for _ in $(seq "$rounds"); do
    http "$page" >>"$work/page.http"
    sql "$work/page.sql" >>"$work/page.pg"
    http -s "$work/one.lua" "$WUJIN_URL" >>"$work/one.http"
    sql "$work/one.sql" >>"$work/one.pg"
done
printf '%-28s %14s %14s %8s\n' "$connections connections" 'HTTP req/s' 'pgbench tx/s' ratio
for what in page one; do
    a=$(median <"$work/$what.http") b=$(median <"$work/$what.pg")
    printf '%-28s %14s %14s %8s\n' "$([ $what = page ] && echo '1,000 features as GeoJSON' || echo 'one feature by id')" "$a" "$b" \
        "$(percent "$a" "$b")"
done
