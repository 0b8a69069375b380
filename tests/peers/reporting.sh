#!/usr/bin/env bash
# How long do reports take, how much memory do they need, and how long does one map take? First on the demonstration register, then on SITES made-up
# sites more. Each report is made once before it is timed; the figure is the median of five, of the large register the one run.
#
#   tests/peers/reporting.sh [SITES=100000]
set -euo pipefail
sites=${1:-100000}
# shellcheck source=tests/peers/service.sh
. "$(dirname "${BASH_SOURCE[0]}")/service.sh"
need jq curl psql chromium
export WUJIN_DEMO=1 # with the demonstration register
start_service

period=$(date +%Y)
report() { curl -fsS -o "$work/report" -w '%{time_total}\n' --max-time 120 "$WUJIN_URL/reports/programme?period=$period&f=$1"; }
resident() { awk '/^VmRSS/ {printf "%.0f", $2 / 1024}' "/proc/$service/status"; }
peak() { awk '/^VmHWM/ {printf "%.0f", $2 / 1024}' "/proc/$service/status"; }

for format in html pdf xlsx docx geojson; do
    report $format >/dev/null
    printf 'demonstration register, %s: %s s, %s KB\n' $format "$(for _ in 1 2 3 4 5; do report $format; done | median)" "$(($(stat -c %s "$work/report") / 1024))"
done
curl -fsS -o /dev/null -D "$work/head" "$WUJIN_URL/reports/programme?period=$period&f=html"
printf 'pictures, milliseconds: %s\n' "$(grep -i '^server-timing' "$work/head" | tr -d '\r' | sed 's/^[^:]*: *//; s/;dur=/ /g')"
printf 'resident afterwards: %s MiB, at most %s MiB\n' "$(resident)" "$(peak)"

psql -qX <<SQL
SET wujin.reason = 'measurement';
INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, plan_year, budget_wan, spent_wan, households, land_mu, households_planned, is_demo, geom)
SELECT 'M-' || n, k.kind, '测量项目' || n, CASE WHEN n % 50 = 0 THEN 'completed' ELSE 'surveyed' END, renewal.today() - n % 20, $period, 100, n % 100,
    CASE WHEN k.kind = 'compound' THEN n % 500 END, CASE WHEN k.kind = 'industrial-park' THEN n % 90 END, CASE WHEN k.kind = 'selfbuild-zone' THEN n % 70 END, true,
    ST_Multi(ST_MakeEnvelope(x, y, x + 0.0005, y + 0.0005, 4490))
FROM generate_series(1, $sites * 4) n, LATERAL (SELECT (ARRAY['compound','industrial-park','selfbuild-zone'])[1 + n % 3] AS kind) k,
    LATERAL (SELECT 119.66 + 0.50 * (n % 661) / 661.0 AS x, 31.50 + 0.30 * (n % 433) / 433.0 AS y) p
WHERE EXISTS (SELECT FROM renewal.town_part t WHERE ST_Covers(t.geom, ST_MakeEnvelope(x, y, x + 0.0005, y + 0.0005, 4490)))
LIMIT $sites;
ANALYZE renewal.site; ANALYZE renewal.site_version; ANALYZE renewal.stage_event; ANALYZE renewal.change;
SQL
for format in html xlsx; do
    printf '%s sites more, %s: %s s, %s KB; resident %s MiB, at most %s MiB\n' "$sites" $format "$(report $format)" "$(($(stat -c %s "$work/report") / 1024))" "$(resident)" "$(peak)"
done
