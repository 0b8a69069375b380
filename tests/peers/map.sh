#!/usr/bin/env bash
# How soon is the browser map there, how soon is an isochrone on screen, and how much of the main thread do 100,000 sites take?
#
# A fresh service with the demonstration, Debian's Chromium drawing by the processor. In turn, each the median of several rounds, the first left out:
#   - first view: from navigation, with an empty browser cache, until the list is there and the map rests;
#   - click to isochrone: from the click until the table is there and the map rests again;
#   - main thread: time of all its tasks over frames, while the map of 100,000 sites more is dragged and zoomed;
#   - size: script and style that the first view loads, compressed, without MapLibre (built alone for comparison).
#
#   tests/peers/map.sh [ROUNDS=7] [SITES=100000]
set -euo pipefail
rounds=${1:-7} sites=${2:-100000}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/peers/service.sh
. "$here/service.sh"
need psql jq node npm chromium
export WUJIN_DEMO=1

start_service
npm install --prefix "$work" --no-audit --no-fund --silent playwright-core@1.49.1 >/dev/null
cp "$here/map.mjs" "$work/map.mjs"

node "$work/map.mjs" view "$WUJIN_URL" "$rounds"
node "$work/map.mjs" isochrone "$WUJIN_URL" "$rounds"
psql -q -v ON_ERROR_STOP=1 -v sites="$sites" <<'SQL'
INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, plan_year, households, renovation_class, is_demo, geom)
SELECT 'S' || i, 'compound', '示例小区' || i, 'approved', date '2024-01-01' + i % 700, 2024 + i % 3, 100 + i % 900, 'basic', true,
    ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(119.65 + (i % 400) * 0.0015, 31.4 + (i / 400) * 0.002), 4490), 0.0004 + (i % 7) * 0.00005, 3))
FROM generate_series(1, :sites) AS i;
SQL
psql -q -c 'VACUUM ANALYZE'
node "$work/map.mjs" frames "$WUJIN_URL" "$rounds"
node "$work/map.mjs" size "$WUJIN_URL" 1
