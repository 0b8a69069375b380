#!/usr/bin/env bash
# How long does a page of a large register take, and is a late page as fast as the first?
#
# Serves a million made-up compounds from a fresh private cluster and times, one request after the other on a warm service, the median of
#   - the first page of 100 features, and the same after a write, when the number matched must be counted again,
#   - page 10,000, by its cursor,
#   - the first page in EPSG:4549, sorted by an indexed and by an unindexed property, and with filters.
#
#   tests/peers/paging.sh [SITES=1000000] [REQUESTS=51]
set -euo pipefail
sites=${1:-1000000} requests=${2:-51}
# shellcheck source=tests/peers/service.sh
. "$(dirname "${BASH_SOURCE[0]}")/service.sh"
need jq psql curl

start_service

# Without triggers: what they derive does not matter here, and history is not read.
psql -q -v ON_ERROR_STOP=1 <<SQL
INSERT INTO renewal.change (actor) VALUES ('measure');
SET session_replication_role = replica;
INSERT INTO renewal.site (code, version, change_id, kind, name_zh, stage, stage_date, plan_year, planned_start, planned_finish, budget_wan, area_m2,
    responsible_unit, declared_area_m2, year_built, buildings, households, is_demo, source, geom)
SELECT 'S' || i, 1, (SELECT max(change_id) FROM renewal.change), 'compound', '示例小区' || i, 'approved', date '2024-01-01' + i % 700, 2024 + i % 3, '2025-03-01', '2026-09-30',
    1000 + i % 5000 + 0.5, 20000, '湖塘镇人民政府', 20000 + i % 9000, 1980 + i % 20, 5 + i % 30, 100 + i % 900, true, 'made up for measuring',
    ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(119.5 + (i % 1000) * 0.0008, 31.2 + (i / 1000) * 0.0008), 4490), 0.0003, 3))
FROM generate_series(1, $sites) AS i;
SQL
psql -q -c 'VACUUM ANALYZE renewal.site'

items=$WUJIN_URL/collections/compounds/items
# ask NAME URL [COMMAND before each request]: the median in milliseconds
ask() {
    local name=$1 url=$2 before=${3:-:} i
    for i in 1 2 3 4 5; do curl -fsS -o /dev/null "$url"; done
    for i in $(seq "$requests"); do $before; curl -fsS -o /dev/null -w '%{time_total}\n' "$url"; done |
        median | awk -v name="$name" '{printf "%-58s %8.1f ms\n", name, $1 * 1000}'
}
touch_register() { psql -q -c "INSERT INTO renewal.place (code, name_zh, role, geom) VALUES ('T' || gen_random_uuid(), 'x', 'town', ST_SetSRID(ST_MakePoint(119.5, 31.5), 4490))"; }

next="$items?limit=10000&properties=code&skipGeometry=true"
for _ in $(seq $((sites / 10000 - 1))); do next=$(curl -fsS "$next" | jq -r '.links[] | select(.rel == "next") | .href'); done
cursor=$(sed 's/.*cursor=\([^&]*\).*/\1/' <<<"$next")

echo "$sites sites, 100 features a page"
ask 'first page' "$items"
ask 'first page, after a write' "$items" touch_register
ask "page $((sites / 100 - 99))" "$items?cursor=$cursor"
ask 'first page in EPSG:4549' "$items?crs=http://www.opengis.net/def/crs/EPSG/0/4549"
ask 'first page, stage = approved AND plan_year = 2025' "$items?filter=stage%3D%27approved%27%20AND%20plan_year%3D2025"
ask 'first page, S_INTERSECTS a box of 1 km' "$items?filter=S_INTERSECTS(geometry%2CBBOX(119.9%2C31.5%2C119.91%2C31.51))"
ask 'first page, by name, nothing found (reads all)' "$items?filter=name_zh%20LIKE%20%27%25nowhere%25%27"
ask 'first page, sortby=-budget_wan (no index)' "$items?sortby=-budget_wan"
ask '1,000 features of the first page' "$items?limit=1000"
ask '1,000 features of the first page in EPSG:4549' "$items?limit=1000&crs=http://www.opengis.net/def/crs/EPSG/0/4549"
