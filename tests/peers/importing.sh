#!/usr/bin/env bash
# What does an import cost beside the bare database?
#
# 100,000 made-up compounds of 13 vertices, in turn and several times over, each time into a fresh database with the same towns:
#   - ./run import of a GeoJSON file (reading, checking, dry matching, recording), the whole process, and
#   - psql with a bare COPY of the same rows into the same tables, triggers and constraints and all.
# Prints the medians and the ratio of speeds.
#
#   tests/peers/importing.sh [ROWS=100000] [ROUNDS=3]
set -euo pipefail
rows=${1:-100000} rounds=${2:-3}
# shellcheck source=tests/peers/service.sh
. "$(dirname "${BASH_SOURCE[0]}")/service.sh"
need jq psql
start_service

file=$work/compounds.geojson copied=$work/compounds.copy
psql -q -At -v ON_ERROR_STOP=1 <<SQL >"$file"
SELECT '{"type":"FeatureCollection","features":[';
SELECT CASE WHEN i > 1 THEN ',' ELSE '' END || json_build_object('type', 'Feature',
    'geometry', ST_AsGeoJSON(ST_Buffer(ST_MakePoint(119.65 + (i % 400) * 0.001, 31.45 + (i / 400) * 0.0016), 0.0003 + (i % 7) * 0.00003, 3), 7)::json,
    'properties', json_build_object('code', 'S' || i, 'name_zh', '示例小区' || i, 'stage', 'approved', 'stage_date', date '2024-01-01' + i % 700,
        'plan_year', 2024 + i % 3, 'budget_wan', 1000 + i % 5000 + 0.5, 'responsible_unit', '湖塘镇人民政府', 'year_built', 1980 + i % 20,
        'buildings', 5 + i % 30, 'households', 100 + i % 900, 'floor_area_m2', 30000 + i % 50000, 'renovation_class', 'basic', 'is_demo', true))
FROM generate_series(1, $rows) AS i;
SELECT ']}';
SQL

database="Host=$PGHOST;Port=$PGPORT;Username=$PGUSER;Password=$PGPASSWORD;Database=measured"
# The service's own database is the empty register that every run starts from.
fresh() {
    psql -q -d postgres -v ON_ERROR_STOP=1 -c 'DROP DATABASE IF EXISTS measured (FORCE)' \
        -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'renewal'" -c 'CREATE DATABASE measured TEMPLATE renewal' -c CHECKPOINT >/dev/null
}
columns=code,kind,name_zh,stage,stage_date,plan_year,budget_wan,responsible_unit,year_built,buildings,households,floor_area_m2,renovation_class,is_demo,geom
import() { WUJIN_DATABASE=$database "$root/run" import "$file" --kind compound --yes; }
bare() { psql -q -d measured -v ON_ERROR_STOP=1 -c "\\copy renewal.site ($columns) FROM '$copied'"; }

for round in $(seq "$rounds"); do
    fresh
    seconds import >>"$work/import.seconds"
    [ "$(psql -At -d measured -c 'SELECT count(*) FROM renewal.site')" = "$rows" ]
    [ "$round" -gt 1 ] || psql -q -d measured -c "\\copy (SELECT $columns FROM renewal.site ORDER BY site_id) TO '$copied'"
    fresh
    seconds bare >>"$work/bare.seconds"
    [ "$(psql -At -d measured -c 'SELECT count(*) FROM renewal.site_version')" = "$rows" ]
done
a=$(median <"$work/import.seconds") b=$(median <"$work/bare.seconds")
printf '%s polygons: ./run import %s s, bare COPY %s s: %s of its speed\n' "$rows" "$a" "$b" "$(percent "$b" "$a")"
