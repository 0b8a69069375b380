#!/usr/bin/env bash
# How fast are the questions about connectivity, from request to answer over HTTP on loopback, on a made-up network of any size?
#
#   - 30-minute isochrones from the 16 town seats, one after the other and 8 at once (wrk), beside the engine alone on the same graph and places
#     (snap, search, surface, polygons, GeoJSON; a median as isochrones.sh takes it), in the same run; client, service and engine share the cores
#   - the assessment of all tiers, with and without diagnosis
#   - 10,000 sites to 50 places, as a matrix; and their accessibility with a layer of 50 points, kept in the database
#   - the ranking of 20 candidates alone, in pairs and in threes
#
#   tests/peers/connectivity.sh [NODES=the size of the demonstration] [SECONDS=10]
set -euo pipefail
nodes=${1:-61500} duration=${2:-10}
# shellcheck source=tests/peers/service.sh
. "$(dirname "${BASH_SOURCE[0]}")/service.sh"
need wrk jq psql

start_service
graph=${WUJIN_MEASURE_GRAPH:-$work/demo.graph} # a graph that is built already, in the place of NODES
if [ ! -f "$graph" ]; then
    "$root/run" roads demo --nodes "$nodes" --out "$work/demo.osm.pbf" >"$work/demo.txt"
    "$root/run" roads build "$work/demo.osm.pbf" --out "$graph" 2>"$work/build.log" >"$work/build.txt"
fi
"$root/run" roads import "$graph" >"$work/import.txt" 2>"$work/import.log"
until curl -fsS -o /dev/null "$WUJIN_URL/isochrone?place=320412-core&minutes=30" 2>/dev/null; do sleep 0.2; done
"$root/run" roads info "$graph" | grep -E '^(nodes used|segments  |junctions  |turns, car)' | sort -u

# Milliseconds that a request takes, the median of some; its answer goes to a file, and to standard error where it is a refusal.
ask() {
    local rounds=$1 answer=$2 url=$3
    shift 3
    for _ in $(seq "$rounds"); do curl -sS --fail-with-body -o "$answer" -w '%{time_total}\n' "$url" "$@" || { head -c 600 "$answer" >&2; return 1; }; done | awk '{print $1 * 1000}' | median
}
process() { ask "$1" "$work/answer.json" "$WUJIN_URL/processes/$2/execution" -H 'Content-Type: application/json' --data-binary "@$3"; }

curl -fsS "$WUJIN_URL/collections/places/items?role=town&limit=100" -H 'Accept: application/geo+json' |
    jq -r '.features[].geometry.coordinates | "\(.[0]) \(.[1])"' >"$work/places.txt"
{
    echo 'local paths = {'
    awk -v q='"' '{print q "/isochrone?minutes=30&lon=" $1 "&lat=" $2 q ","}' "$work/places.txt"
    echo '} local n = 0 request = function() n = n + 1 return wrk.format("GET", paths[(n - 1) % #paths + 1]) end'
} >"$work/isochrones.lua"
isochrones() {
    wrk -t 1 -c "$1" -d "${duration}s" --latency -s "$work/isochrones.lua" "$WUJIN_URL" >"$work/wrk.txt"
    ! grep -q 'Non-2xx' "$work/wrk.txt" || { cat "$work/wrk.txt" >&2; exit 1; }
    awk '/^ +50%/ {m = $2; if (m ~ /us/) m = m / 1000; else if (m !~ /ms/) m = m * 1000; print m + 0} /Requests\/sec/ {print $2}' "$work/wrk.txt" | paste -sd' '
}
isochrones 8 >"$work/warm"
read -r one_ms one_rate < <(isochrones 1)
read -r _ eight_rate < <(isochrones 8)
{ echo name,lon,lat && awk '{print "p" NR "," $1 "," $2}' "$work/places.txt"; } >"$work/places.csv"
(cd "$root" && dotnet run -c Release --project tests/Wujin.Renewal.Benchmarks -- isochrones "$WUJIN_HOME/roads.graph" "$work/places.csv" 30 10) \
    >"$work/engine.txt" 2>"$work/benchmark.log" || { tail -n 30 "$work/benchmark.log" >&2; exit 1; }
read -r engine_ms _ < <(tail -n 1 "$work/engine.txt")
printf '30-minute isochrone: %.1f ms over HTTP, %.1f ms the engine alone: %.2f ×\n' "$one_ms" "$engine_ms" "$(awk "BEGIN {print $one_ms / $engine_ms}")"
printf '8 clients: %s requests/s, one: %s: %s of as often as there are cores\n' "$eight_rate" "$one_rate" "$(awk "BEGIN {printf \"%.0f%%\", 100 * $eight_rate / ($(nproc) * $one_rate)}")"

echo '{"inputs":{}}' >"$work/assess.json"
echo '{"inputs":{"diagnose":false}}' >"$work/judge.json"
process 2 assess-connectivity "$work/assess.json" >"$work/warm"
printf 'assessment of four tiers, %s destinations: %.0f ms, %.0f ms without diagnosis\n' "$(jq '[.tiers[].destinations[]] | length' "$work/answer.json")" \
    "$(process 7 assess-connectivity "$work/assess.json")" "$(process 7 assess-connectivity "$work/judge.json")"

psql -q -v ON_ERROR_STOP=1 <<'SQL'
INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, is_demo, geom)
SELECT 'M' || i, (ARRAY['compound', 'industrial-park', 'selfbuild-zone'])[1 + i % 3], '示例' || i, 'approved', '2024-01-01', true,
    ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(119.70 + (i % 100) * 0.004, 31.50 + (i / 100) * 0.003), 4490), 0.0004, 2))
FROM generate_series(0, 9999) AS i;
SQL
# Places on roads, so that each has a way; not on the island that has none.
psql -Atq -c "SELECT json_agg(json_build_array(round(ST_X(p)::numeric, 6), round(ST_Y(p)::numeric, 6))) FROM (SELECT ST_StartPoint(geom) AS p FROM renewal.road
    WHERE class IN ('residential', 'tertiary', 'secondary', 'primary') AND coalesce(name, '') NOT LIKE '孤屿%' AND geom && ST_MakeEnvelope(119.7, 31.5, 120.1, 31.8, 4490) ORDER BY code LIMIT 10000) r" >"$work/near.json"
jq '. as $sites | length as $n | [range(50) | $sites[(. * $n / 50 | floor)]] as $places | {matrix: {inputs: {from: [range(10000) | $sites[. % $n]], to: $places}},
    points: {inputs: {points: {type: "FeatureCollection", features: [$places[] | {type: "Feature", properties: {}, geometry: {type: "Point", coordinates: .}}]}}}}' "$work/near.json" >"$work/ten.json"
jq -c .matrix "$work/ten.json" >"$work/matrix.json"
jq -c .points "$work/ten.json" >"$work/points.json"
process 1 travel-time-matrix "$work/matrix.json" >"$work/warm"
printf '10,000 sites to 50 places: %.0f ms as a matrix' "$(process 5 travel-time-matrix "$work/matrix.json")"
process 1 site-accessibility "$work/points.json" >"$work/warm"
printf '; accessibility of 10,000 sites with a layer of 50 points, kept: %.0f ms (%s sites)\n' "$(process 5 site-accessibility "$work/points.json")" "$(jq '.sites | length' "$work/answer.json")"

# Straight roads of 80 km/h from the main urban area to twenty destinations, the ends taken from the ways of today.
for code in $(curl -fsS "$WUJIN_URL/collections/places/items?limit=100" -H 'Accept: application/geo+json' | jq -r '.features[].properties | select(.role | IN("town", "city-area", "adjacent")) | .code' | head -n 20); do
    curl -fsS "$WUJIN_URL/processes/route/execution" -H 'Content-Type: application/json' -d "{\"inputs\":{\"from\":\"320412-core\",\"to\":\"$code\"}}" |
        jq -c --arg code "$code" '{name: $code, cost_wan: (.properties.length_m | round), scenario: {type: "FeatureCollection", features: [{type: "Feature",
            geometry: {type: "LineString", coordinates: [.geometry.coordinates[0], .geometry.coordinates[-1]]}, properties: {edit: "add", class: "primary", speed_kmh: 80}}]}}'
done | jq -cs '{inputs: {candidates: ., largest_set: 3, time_limit_seconds: 100}}' >"$work/remedies.json"
printf 'remedies: %.1f s' "$(process 1 rank-remedies "$work/remedies.json" | awk '{print $1 / 1000}')"
jq -r '" for \(.candidates | length) candidates in sets of up to three, \(.sets_computed) sets, complete: \(.is_complete)"' "$work/answer.json"
