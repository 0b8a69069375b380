#!/usr/bin/env bash
# From roads to a remedy, by curl and jq, on a running ./run: who misses a connectivity target, why, and what road would change that.
#
#   docs/walk.sh [http://127.0.0.1:5080] [TIER=T30]
set -euo pipefail
url=${1:-http://127.0.0.1:5080} tier=${2:-T30} here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
json='Content-Type: application/json'

# 1. Assess: every destination with minutes, verdict, margin, firmness; the run is kept for ever.
curl -fsS "$url/processes/assess-connectivity/execution" -H "$json" -d "{\"inputs\":{\"tiers\":[\"$tier\"]}}" >"$here/before.json"
run=$(jq -r .run "$here/before.json")

# 2. Who fails, by how much?
echo "missing $tier today:"
jq -r '.tiers[].destinations[] | select(.minutes and (.passes | not)) | "  \(.name_zh) \(.minutes) min, \(-.margin_minutes) too many, \(.firmness)"' "$here/before.json"

# 3. Why? The one that misses by most: its way, what it loses where, and how much of the town is within the limit.
jq '[.tiers[].destinations[] | select(.diagnosis)] | max_by(.minutes)' "$here/before.json" >"$here/worst.json"
jq -r '"why \(.name_zh): \(.diagnosis.length_m / 1000 | round) km, detour \(.diagnosis.detour_ratio), \(.diagnosis.mean_speed_kmh) km/h where \(.diagnosis.passing_mean_speed_kmh) would pass",
    (.diagnosis.slowest_stretches[:3][] | "  \(.name // .class): \(.length_m | round) m, \(.lost_minutes) min lost"),
    (.reached // empty | "  within the limit: \(.area_percent) % of its area, \(.sites_within) of \(.sites) sites")' "$here/worst.json"

# 4. A scenario: a straight road of 100 km/h from where that way begins to where it ends.
code=WALK-$(date +%s)
jq --arg code "$code" '{type: "FeatureCollection", code: $code, name_zh: "快速路（示例）", cost_wan: 50000, features: [{type: "Feature",
    geometry: {type: "LineString", coordinates: [.diagnosis.route.coordinates[0], .diagnosis.route.coordinates[-1]]},
    properties: {edit: "add", class: "primary", speed_kmh: 100, name: "快速路（示例）"}}]}' "$here/worst.json" >"$here/scenario.json"
curl -fsS "$url/scenarios/validate" -H "$json" -d "@$here/scenario.json" | jq -e .valid >"$here/valid"
curl -fsS "$url/scenarios" -H "$json" -d "@$here/scenario.json" >"$here/created.json"

# 5. Compare: targets that flip, minutes and area gained, cost per minute.
curl -fsS "$url/scenarios/$code/compare" >"$here/compare.json"
jq -r '"with the road: \(.flipped) targets flip, \(.gained_minutes) min gained, \(.cost_wan_per_minute) wan a minute, \(.sites | length) sites change, +\(.area[0].gained_m2 / 1e6 | round) km² in \(.area[0].minutes) min"' "$here/compare.json"

# 6. The same as a second run beside the first.
after=$(curl -fsS "$url/processes/assess-connectivity/execution" -H "$json" -d "{\"inputs\":{\"tiers\":[\"$tier\"],\"scenario\":\"$code\"}}" | jq -r .run)
curl -fsS "$url/assessments/$run/compare/$after" | jq -r '.destinations[] | select(.flips) | "  \(.name_zh): \(.minutes_before) → \(.minutes_after) min, \(.flips)"'

# 7. To take away: a workbook, a table, points for a map.
for format in xlsx csv geojson; do curl -fsS "$url/assessments/$run/$format" >"$here/assessment.$format"; done
echo "run $run: $(wc -c <"$here/assessment.xlsx") bytes of xlsx, $(wc -l <"$here/assessment.csv") lines of csv, $(jq '.features | length' "$here/assessment.geojson") points"
jq -e '.flipped > 0' "$here/compare.json" >"$here/flipped" || { echo "no target flips" >&2; exit 1; }
