-- What was computed about connectivity, as features: to be filtered, exported and drawn like everything else.

-- The verdicts in force: of each tier and profile those of the latest run on the roads as they are, from the tier's own origin. Runs about scenarios
-- or other origins stay in renewal.assessment only. One run replaces the verdicts of its tiers at a time, in the order of commits, so that the largest
-- feature_key tells whether anything changed.
CREATE TABLE renewal.assessment_verdict (
    feature_key      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_key          bigint NOT NULL REFERENCES renewal.assessment (feature_key),
    tier             text NOT NULL,
    tier_name_zh     text NOT NULL,
    limit_minutes    double precision NOT NULL,
    place            text NOT NULL,
    name_zh          text NOT NULL,
    profile          text NOT NULL,
    minutes          double precision,
    passes           boolean NOT NULL,
    margin_minutes   double precision,
    verdict          text NOT NULL,
    snap_distance_m  double precision,
    reached_area_percent  double precision,
    reached_sites_percent double precision,
    geom             geometry(Point, 4490) NOT NULL,
    UNIQUE (tier, profile, place)
);
CREATE INDEX assessment_verdict_geom ON renewal.assessment_verdict USING gist (geom);

CREATE FUNCTION renewal.put_verdicts_in_force(run renewal.assessment) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    judged jsonb;
BEGIN
    IF run.scenario IS NOT NULL OR run.inputs -> 'origins' IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('renewal.assessment_verdict'));
    FOR judged IN SELECT t::jsonb FROM json_array_elements(run.result -> 'tiers') AS e(t) LOOP
        CONTINUE WHEN EXISTS (
            SELECT FROM renewal.assessment_verdict v WHERE v.tier = judged ->> 'code' AND v.profile = run.profile AND v.run_key > run.feature_key);
        DELETE FROM renewal.assessment_verdict v WHERE v.tier = judged ->> 'code' AND v.profile = run.profile;
        INSERT INTO renewal.assessment_verdict (run_key, tier, tier_name_zh, limit_minutes, place, name_zh, profile, minutes, passes, margin_minutes,
            verdict, snap_distance_m, reached_area_percent, reached_sites_percent, geom)
        SELECT run.feature_key, judged ->> 'code', judged ->> 'name_zh', (judged -> 'limit_minutes')::double precision, d ->> 'place', d ->> 'name_zh', run.profile,
            (d ->> 'minutes')::double precision, (d ->> 'passes')::boolean, (d ->> 'margin_minutes')::double precision,
            CASE WHEN (d ->> 'passes')::boolean THEN 'pass' ELSE 'fail' END || CASE WHEN d ->> 'firmness' = 'firm' THEN '' ELSE '-on-edge' END,
            (d ->> 'snap_distance_m')::double precision, (d -> 'reached' ->> 'area_percent')::double precision, (d -> 'reached' ->> 'sites_percent')::double precision,
            ST_SetSRID(ST_MakePoint((d ->> 'lon')::double precision, (d ->> 'lat')::double precision), 4490)
        FROM jsonb_array_elements(judged -> 'destinations') AS e(d);
    END LOOP;
END $$;

CREATE FUNCTION renewal.assessment_in_force() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM renewal.put_verdicts_in_force(NEW);
    RETURN NULL;
END $$;
CREATE TRIGGER in_force AFTER INSERT ON renewal.assessment
    FOR EACH ROW EXECUTE FUNCTION renewal.assessment_in_force();

SELECT renewal.put_verdicts_in_force(a) FROM renewal.assessment a ORDER BY feature_key;

CREATE VIEW renewal.assessment_feature AS
    SELECT v.feature_key, v.tier || '-' || v.place || '-' || v.profile AS code, v.tier, v.tier_name_zh, v.limit_minutes, v.place, v.name_zh, v.profile, v.minutes,
        v.passes, v.margin_minutes, v.verdict, v.snap_distance_m, v.reached_area_percent, v.reached_sites_percent, a.code AS run, a.graph_checksum, a.is_demo,
        v.run_key AS version, a.recorded_at AS updated_at, a.actor AS updated_by, v.geom
    FROM renewal.assessment_verdict v JOIN renewal.assessment a ON a.feature_key = v.run_key;

-- The minutes of sites beside what one asks for together with them.
ALTER TABLE renewal.site_accessibility
    ADD COLUMN feature_key bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    ADD COLUMN has_demo_roads boolean NOT NULL DEFAULT false;

CREATE VIEW renewal.site_accessibility_feature AS
    SELECT a.feature_key, s.code || '-' || a.profile AS code, s.code AS site, s.kind, s.name_zh, s.town_code, s.town_name, s.stage, s.plan_year, a.profile,
        a.main_area_minutes AS minutes_to_main_urban_area, a.town_seat_minutes AS minutes_to_town_seat,
        a.platform_code AS nearest_platform, a.platform_minutes AS minutes_to_nearest_platform, a.snap_distance_m, a.graph_checksum,
        a.site_version = s.version AS is_current, s.is_demo OR a.has_demo_roads AS is_demo,
        a.site_version AS version, a.computed_at AS updated_at, NULL::text AS updated_by, s.geom
    FROM renewal.site_accessibility a JOIN renewal.site s USING (site_id);
