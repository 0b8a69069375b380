#!/usr/bin/env bash
# How much of the database's own speed reaches a client who asks for vector tiles, and how fast is a tile that was made before?
#
# Serves 40,000 made-up compounds from a fresh private cluster. In turn and several times over:
#   - every tile of one zoom once over HTTP, all of them cold (a change to one compound that spans the area made them so), with wrk, and
#   - the same tiles with pgbench -M prepared: the bare ST_AsMVT over the same Unix socket, with the same number of connections.
# Then one tile of about 20 kB again and again: warm, warm and compressed, and known to the client (304).
# All of it on the same cores, load generator included. Cold tiles and their bare queries alternate at once, so that whatever else the machine does
# weighs on both. Prints the medians, of the ratios too.
#
#   tests/peers/tiles.sh [CONNECTIONS=8] [SECONDS=8] [ROUNDS=5] [ZOOM=13]
set -euo pipefail
connections=${1:-8} duration=${2:-8} rounds=${3:-5} zoom=${4:-13}
# shellcheck source=tests/peers/service.sh
. "$(dirname "${BASH_SOURCE[0]}")/service.sh"
need wrk psql jq
pgbench=$(command -v pgbench || ls /usr/lib/postgresql/*/bin/pgbench | tail -n 1)

start_service

psql -q -v ON_ERROR_STOP=1 -v zoom="$zoom" <<'SQL'
INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, plan_year, households, renovation_class, is_demo, geom)
SELECT 'S' || i, 'compound', '示例小区' || i, 'approved', date '2024-01-01' + i % 700, 2024 + i % 3, 100 + i % 900, 'basic', true,
    ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(119.2 + (i % 250) * 0.004, 31.2 + (i / 250) * 0.005), 4490), 0.0008 + (i % 7) * 0.0001, 3))
FROM generate_series(1, 40000) AS i;
-- The one that spans them all.
INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom)
VALUES ('ALL', 'compound', '全部', 'approved', '2024-01-01', ST_Multi(ST_MakeEnvelope(119.2, 31.2, 120.2, 32.0, 4490)));
CREATE TABLE public.measured AS
    SELECT (row_number() OVER ())::int AS i, x, y, ST_Transform(ST_TileEnvelope(:zoom, x, y, margin => 65 / 4096.0), 4490) AS sought,
        ST_TileEnvelope(:zoom, x, y)::box2d AS tile, 40075016.685578488 / 2 ^ :zoom / 4096 AS unit
    FROM generate_series(floor((119.2 + 180) / 360 * 2 ^ :zoom)::int, floor((120.2 + 180) / 360 * 2 ^ :zoom)::int) x,
        generate_series(floor((1 - asinh(tan(radians(32.0))) / pi()) / 2 * 2 ^ :zoom)::int, floor((1 - asinh(tan(radians(31.2))) / pi()) / 2 * 2 ^ :zoom)::int) y;
ALTER TABLE public.measured ADD PRIMARY KEY (i);
SQL
psql -q -c 'VACUUM ANALYZE'
tiles=$(psql -At -c 'SELECT count(*) FROM public.measured')
cat >"$work/tile.sql" <<SQL
\set i random(1, $tiles)
SELECT ST_AsMVT(l, 'compounds', 4096, 'geom', 'feature_key' ORDER BY l.feature_key) FROM (
    SELECT f.feature_key, f.code, f.name_zh, f.name_en, f.stage, f.plan_year, f.town_name, f.renovation_class, f.households, f.is_demo,
        renewal.tile_geometry(f.geom, m.tile, m.unit) AS geom
    FROM public.measured m JOIN renewal.compound_feature f ON f.geom && m.sought
    WHERE m.i = :i) l;
SQL
{
    echo 'local paths = {'
    psql -At -c "SELECT '\"/collections/compounds/tiles/WebMercatorQuad/$zoom/' || y || '/' || x || '\",' FROM public.measured"
    cat <<'LUA'
}
local ffi = require("ffi")
ffi.cdef "int kill(int, int); int getpid(void);"
local asked, answered = 0, 0
request = function() asked = asked + 1; return wrk.format("GET", paths[(asked - 1) % #paths + 1]) end
response = function() answered = answered + 1; if answered == #paths then ffi.C.kill(ffi.C.getpid(), 2) end end -- as Ctrl-C: the time is up
LUA
} >"$work/cold.lua"

http() { wrk -t 1 "$@" | tee "$work/wrk.txt" | awk '/Requests\/sec/ {print $2}'
    ! grep -q 'Non-2xx' "$work/wrk.txt" || { cat "$work/wrk.txt" >&2; exit 1; }; }
cold() { psql -q -c "UPDATE renewal.site SET name_en = '$RANDOM' WHERE code = 'ALL'"
    wrk -t 1 -c "$connections" -d 300s -s "$work/cold.lua" "$WUJIN_URL" | tee "$work/wrk.txt" |
        awk '/requests in/ {s = $4; if (s ~ /ms/) s = s / 1000; if (s ~ /m,?$/ && s !~ /ms/) s = s * 60; print $1 / (s + 0)}'; }
# For as long as a backend's own warming up (plans, projections) no longer counts.
sql() { "$pgbench" -n -M prepared -c "$connections" -j 1 -T "$duration" -f "$work/tile.sql" 2>/dev/null | awk '/^tps/ {print $3}'; }

for _ in 1 2 3 4; do cold >/dev/null; done # the just-in-time compiler settles
for _ in $(seq $((rounds * 3))); do
    a=$(cold) b=$(sql)
    echo "$a" >>"$work/cold"
    echo "$b" >>"$work/bare"
    awk "BEGIN {print $a / $b}" >>"$work/ratio"
done
kilobytes=$(psql -At -c "SELECT round(avg(length(t)) / 1000.0, 1) FROM (SELECT (SELECT ST_AsMVT(l, 'c', 4096, 'geom', 'feature_key') FROM (
    SELECT f.feature_key, f.code, f.name_zh, f.name_en, f.stage, f.plan_year, f.town_name, f.renovation_class, f.households, f.is_demo,
        renewal.tile_geometry(f.geom, m.tile, m.unit) AS geom FROM renewal.compound_feature f WHERE f.geom && m.sought) l) AS t
    FROM public.measured m) s")
printf '%s cold tiles of zoom %s, %s kB on average: %s req/s over HTTP, %s tx/s in pgbench: %s\n' "$tiles" "$zoom" "$kilobytes" \
    "$(median <"$work/cold")" "$(median <"$work/bare")" "$(percent "$(median <"$work/ratio")" 1)"

# The tile whose size is nearest to 20 kB, of this zoom and the one before.
path=$(for tile in $(psql -At -c "SELECT '$((zoom - 1))/' || y / 2 || '/' || x / 2 FROM public.measured UNION SELECT '$zoom/' || y || '/' || x FROM public.measured"); do
    echo "url = $WUJIN_URL/collections/compounds/tiles/WebMercatorQuad/$tile"
    echo 'output = /dev/null'
done | curl -s -K - -w '%{size_download} %{url_effective}\n' |
    awk '{d = $1 - 20000; if (d < 0) d = -d; if (best == "" || d < best) {best = d; path = $2}} END {print path}')
url=$path
size=$(curl -s -o /dev/null -w '%{size_download}' "$url")
tag=$(curl -sI "$url" | tr -d '\r' | awk 'tolower($1) == "etag:" {print $2}')
for _ in $(seq "$rounds"); do
    http -c 64 -d "${duration}s" "$url" >>"$work/warm"
    http -c 64 -d "${duration}s" -H 'Accept-Encoding: br' "$url" >>"$work/br"
    wrk -t 1 -c 64 -d "${duration}s" -H "If-None-Match: $tag" "$url" | awk '/Requests\/sec/ {print $2}' >>"$work/known"
done
printf 'one warm tile of %s bytes, 64 connections: %s req/s as it is, %s req/s as Brotli, %s req/s as 304\n' "$size" \
    "$(median <"$work/warm")" "$(median <"$work/br")" "$(median <"$work/known")"
