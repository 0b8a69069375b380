#!/usr/bin/env bash
# How long does a 30-minute isochrone take here, in Valhalla and in pgRouting, how long does each take to read the roads, and do the times agree?
#
# Installs the peers: Valhalla as the npm package @valhallajs/valhallajs, pgRouting and osm2pgrouting from Debian. Then, on one OpenStreetMap file:
#   - from PBF to a graph that answers: ./run roads build and valhalla_build_tiles, in turn, whole processes;
#   - isochrones of the same seeded origins in turn and several times over, by car, request to GeoJSON: here from the text of the coordinates to bytes, on
#     one thread; Valhalla in its own process, text to text; pgRouting inside the database: pgr_drivingDistance, and ST_ConcaveHull of what it reached;
#   - times between the origins and 200 places here and in Valhalla: the median of their ratios and, once divided by it, how far they scatter.
#
#   tests/peers/isochrones.sh FILE.osm.pbf [MINUTES=30] [ORIGINS=20] [ROUNDS=5]
set -euo pipefail
pbf=$(readlink -f "${1:?give an OpenStreetMap file, such as porto.osm.pbf}") minutes=${2:-30} origins=${3:-20} rounds=${4:-5}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/peers/service.sh
. "$here/service.sh"
need jq psql osm2pgrouting npm
command -v osmium >/dev/null || apt-get install -y -qq osmium-tool >/dev/null
[ -e /usr/share/postgresql/*/extension/pgrouting.control ] || apt-get install -y -qq postgresql-15-pgrouting >/dev/null

start_service
npm install --prefix "$work/valhalla" --no-audit --no-fund --silent @valhallajs/valhallajs@3.6.1 >&2
(cd "$work/valhalla" && npx valhalla build_config --mjolnir-tile-dir "$work/tiles" >"$work/valhalla.json" 2>/dev/null)
dotnet build -c Release -nologo -v quiet -clp:ErrorsOnly "$root/tests/Wujin.Renewal.Benchmarks" >&2
ours() { dotnet "$root/tests/Wujin.Renewal.Benchmarks/bin/Release/net10.0/Wujin.Renewal.Benchmarks.dll" "$@"; }
valhalla() { node "$here/valhalla.cjs" "$work/valhalla" "$work/valhalla.json" "$@" >>"$work/log"; }

# From PBF to a graph.
build_ours() { "$root/run" roads build "$pbf" --out "$work/roads.graph" >&2; }
build_valhalla() ( cd "$work" && rm -rf tiles && "$work/valhalla/node_modules/@valhallajs/valhallajs/linux/$(uname -m | sed 's/aarch64/arm64/;s/x86_64/x64/')/valhalla_build_tiles" -c "$work/valhalla.json" "$pbf" >"$work/tiles.log" 2>&1 )
for _ in $(seq 3); do
    seconds build_ours >>"$work/build.ours" 2>>"$work/log"
    seconds build_valhalla >>"$work/build.valhalla"
done
a=$(median <"$work/build.ours") b=$(median <"$work/build.valhalla")
printf '%s to a graph that answers: here %s s, valhalla_build_tiles %s s: %.1f times as fast\n' "$(basename "$pbf")" "$a" "$b" "$(jq -n "$b / $a")"

ours origins "$work/roads.graph" "$((origins + 200))" >"$work/places.csv"
head -n $((origins + 1)) "$work/places.csv" >"$work/origins.csv"
{ echo name,lon,lat && tail -n 200 "$work/places.csv"; } >"$work/destinations.csv"

# pgRouting: the same file through osm2pgrouting, with its map of roads for cars.
osmium cat --overwrite -o "$work/roads.osm" "$pbf"
psql -q -d postgres -c 'CREATE DATABASE pgrouting' && psql -q -d pgrouting -c 'CREATE EXTENSION postgis' -c 'CREATE EXTENSION pgrouting'
osm2pgrouting -f "$work/roads.osm" -c /usr/share/osm2pgrouting/mapconfig_for_cars.xml -h "$PGHOST" -p "$PGPORT" -U "$PGUSER" -W "$PGPASSWORD" -d pgrouting >"$work/osm2pgrouting.log" 2>&1
psql -q -d pgrouting -v ON_ERROR_STOP=1 <<'SQL'
CREATE TABLE origin (name text, lon double precision, lat double precision, vertex bigint);
CREATE TABLE reached (node bigint);
CREATE TABLE taken (round integer, part text, ms double precision);
CREATE PROCEDURE measure(round integer, minutes double precision) LANGUAGE plpgsql AS $$
DECLARE o record; begun timestamptz; found geometry; answer text;
BEGIN
    FOR o IN SELECT * FROM origin LOOP
        begun := clock_timestamp();
        SELECT ST_Collect(v.the_geom) INTO found
        FROM pgr_drivingDistance('SELECT gid AS id, source, target, cost_s AS cost, reverse_cost_s AS reverse_cost FROM ways', o.vertex, minutes * 60, true) d
        JOIN ways_vertices_pgr v ON v.id = d.node;
        INSERT INTO taken VALUES (round, 'reach', extract(epoch FROM clock_timestamp() - begun) * 1000);
        answer := ST_AsGeoJSON(ST_ConcaveHull(found, 0.3, true));
        INSERT INTO taken VALUES (round, 'whole', extract(epoch FROM clock_timestamp() - begun) * 1000);
    END LOOP;
END $$;
SQL
psql -q -d pgrouting -c "\\copy origin (name, lon, lat) FROM '$work/origins.csv' CSV HEADER" -c 'UPDATE origin SET vertex = (SELECT v.id FROM ways_vertices_pgr v ORDER BY v.the_geom <-> ST_SetSRID(ST_MakePoint(origin.lon, origin.lat), 4326) LIMIT 1)' -c 'VACUUM ANALYZE'

for round in $(seq "$rounds"); do
    ours isochrones "$work/roads.graph" "$work/origins.csv" "$minutes" 1 >>"$work/reach.ours"
    valhalla isochrones "$work/origins.csv" "$minutes" 1 "$work/reach.valhalla"
    psql -q -d pgrouting -c "CALL measure($round, $minutes)"
done
column() { awk -v c="$1" '{print $c}' "$2" | median; }
a=$(column 1 "$work/reach.ours") v=$(column 1 "$work/reach.valhalla")
p=$(psql -At -d pgrouting -c "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FROM taken WHERE part = 'whole'")
r=$(psql -At -d pgrouting -c "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FROM taken WHERE part = 'reach'")
printf '%s-minute isochrone, %s origins, medians:\n' "$minutes" "$origins"
printf '  here         %8.2f ms  cells of %s m, %.0f kB\n' "$a" "$(column 4 "$work/reach.ours")" "$(jq -n "$(column 3 "$work/reach.ours") / 1000")"
printf '  Valhalla     %8.2f ms  %.1f times as long, %.0f kB\n' "$v" "$(jq -n "$v / $a")" "$(jq -n "$(column 3 "$work/reach.valhalla") / 1000")"
printf '  pgRouting    %8.2f ms  %.1f times as long (of it pgr_drivingDistance %.0f ms)\n' "$p" "$(jq -n "$p / $a")" "$r"

# Do the times agree?
"$root/run" matrix --graph "$work/roads.graph" --from "$work/origins.csv" --to "$work/destinations.csv" >"$work/matrix.ours" 2>>"$work/log"
valhalla matrix "$work/origins.csv" "$work/destinations.csv" "$work/matrix.valhalla"
node - "$work/matrix.ours" "$work/matrix.valhalla" <<'JS'
const fs = require('node:fs')
const read = (file) => fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split(','))
const keyed = (file) => { const [head, ...rows] = read(file); const [f, t, s] = ['from', 'to', 'seconds'].map((n) => head.indexOf(n)); return new Map(rows.filter((r) => r[s]).map((r) => [`${r[f]} ${r[t]}`, +r[s]])) }
const [ours, theirs] = process.argv.slice(2).map(keyed)
const at = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]
const ratios = [...ours].filter(([pair, s]) => s > 120 && theirs.get(pair) > 120).map(([pair, s]) => s / theirs.get(pair)).sort((a, b) => a - b)
const factor = at(ratios, 0.5)
const off = ratios.map((r) => Math.abs(r / factor - 1)).sort((a, b) => a - b)
console.log(`times of ${ratios.length} pairs: here ${factor.toFixed(2)} times Valhalla's; with that one factor taken out, half lie within ${(at(off, 0.5) * 100).toFixed(0)} %, 90 % within ${(at(off, 0.9) * 100).toFixed(0)} %`)
JS
