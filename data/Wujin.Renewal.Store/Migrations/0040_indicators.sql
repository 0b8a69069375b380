-- Indicators: yearly targets, which people write, and figures, which are computed from the register and never written.
--
-- Two times, as everywhere: a figure belongs to an effective date (stage events up to that day count) and to a recorded instant (what the
-- register knew by then). Call renewal.settle(as_of) first, in an earlier statement.

CREATE TABLE renewal.indicator_target (
    feature_key   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text COLLATE "C" NOT NULL UNIQUE,
    version       bigint NOT NULL,
    change_id     bigint NOT NULL REFERENCES renewal.change,
    district_code text NOT NULL DEFAULT '320412',
    year          integer NOT NULL CONSTRAINT indicator_target_year_range CHECK (year BETWEEN 1990 AND 2100),
    indicator     text COLLATE "C" NOT NULL CONSTRAINT indicator_target_indicator_form CHECK (indicator ~ '^[a-z][a-z0-9_]{0,63}$'),
    town_code     text COLLATE "C" CONSTRAINT indicator_target_town_form CHECK (renewal.is_code(town_code)),
    target        numeric NOT NULL CONSTRAINT indicator_target_range CHECK (target BETWEEN 0 AND 1000000000000),
    path_percent  numeric[] CONSTRAINT indicator_target_path_parts CHECK (cardinality(path_percent) IN (2, 4, 12)),
    note          text,
    is_demo       boolean NOT NULL DEFAULT false,
    source        text
);
COMMENT ON TABLE renewal.indicator_target IS 'What is to be reached by the end of a year. town_code is null for the district. code is kept by a trigger: YEAR:INDICATOR:TOWN, or district.';

CREATE FUNCTION renewal.indicator_target_code() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    NEW.code := NEW.year || ':' || NEW.indicator || ':' || coalesce(NEW.town_code, 'district');
    RETURN NEW;
END $$;

SELECT renewal.keep_history('indicator_target', 'feature_key');
CREATE TRIGGER assign_code BEFORE INSERT OR UPDATE ON renewal.indicator_target
    FOR EACH ROW EXECUTE FUNCTION renewal.indicator_target_code();
CREATE TRIGGER before_write BEFORE INSERT OR UPDATE ON renewal.indicator_target
    FOR EACH ROW EXECUTE FUNCTION renewal.reference_before_write();

-- The targets of a year as recorded at an instant.
CREATE FUNCTION renewal.indicator_targets(of_year integer, as_of timestamptz)
    RETURNS TABLE (code text, version bigint, year integer, indicator text, town_code text, target numeric, path_percent numeric[],
        note text, is_demo boolean, source text, updated_at timestamptz, updated_by text, reason text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 200 AS $$
    SELECT code, version, year, indicator, town_code, target, path_percent, note, is_demo, source, updated_at, updated_by, reason
    FROM (
        SELECT DISTINCT ON (t.code) t.code, t.operation, t.recorded_version AS version, t.year, t.indicator, t.town_code, t.target, t.path_percent,
            t.note, t.is_demo, t.source, c.recorded_at AS updated_at, c.actor AS updated_by, c.reason
        FROM renewal.indicator_target_version t JOIN renewal.change c ON c.change_id = t.recorded_change
        WHERE t.year = of_year AND c.recorded_at <= as_of
        ORDER BY t.code, t.recorded_version DESC
    ) latest
    WHERE operation <> 'D'
$$;

-- A run of the assessment is stamped as changes are: under the lock that settle() waits for, so that a reader of an instant sees every run
-- stamped before it.
CREATE FUNCTION renewal.stamp_assessment() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(renewal.recording_lock());
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT ON renewal.assessment
    FOR EACH ROW EXECUTE FUNCTION renewal.stamp_assessment();

-- Every site as recorded at as_of, with the stage it was in at the end of the day effective_on, and the part it plays in a year:
--   actual    completed at that day, and not yet when the year began
--   forecast  to be completed later in the year, by its planned finish
--   late      works under way though the planned finish has passed: expected by the end of the year
-- and null where it plays none. A day beyond the year sees the year as it ended.
CREATE TYPE renewal.programme_site AS (
    site_id bigint, code text, kind text, name_zh text, name_en text, town_code text, town_name text, stage text, since date,
    planned_finish date, part text, is_done boolean, is_demo boolean,
    households integer, floor_area_m2 numeric, lifts_planned integer, lifts_added integer,
    land_mu numeric, enterprises integer, enterprises_moved integer, tax_wan_per_mu numeric, action text,
    households_planned integer, households_settled integer, homesteads_given_up integer, land_reclaimed_mu numeric
);

CREATE FUNCTION renewal.programme_sites(of_year integer, effective_on date, as_of timestamptz) RETURNS SETOF renewal.programme_site
    LANGUAGE sql STABLE ROWS 10000 AS $$
    WITH days AS (
        SELECT least(effective_on, make_date(of_year, 12, 31)) AS today, make_date(of_year, 1, 1) AS first_day, make_date(of_year, 12, 31) AS last_day
    ),
    standing AS (
        SELECT e.site_id, e.stage, e.effective_date, e.stage_event_id
        FROM renewal.stage_event e
        JOIN renewal.change c ON c.change_id = e.change_id
        LEFT JOIN renewal.change r ON r.change_id = e.retracting_change
        WHERE e.effective_date <= (SELECT today FROM days) AND c.recorded_at <= as_of
            AND (r.recorded_at IS NULL OR r.recorded_at > as_of)
    ),
    now_at AS (
        SELECT DISTINCT ON (site_id) site_id, stage, effective_date AS since, stage IN ('completed', 'accepted') AS is_done
        FROM standing ORDER BY site_id, effective_date DESC, stage_event_id DESC
    ),
    then_at AS (
        SELECT DISTINCT ON (site_id) site_id, stage IN ('completed', 'accepted') AS was_done
        FROM standing WHERE effective_date < (SELECT first_day FROM days) ORDER BY site_id, effective_date DESC, stage_event_id DESC
    ),
    latest AS (
        SELECT DISTINCT ON (v.site_id) v.*
        FROM renewal.site_version v JOIN renewal.change c ON c.change_id = v.recorded_change
        WHERE c.recorded_at <= as_of
        ORDER BY v.site_id, v.recorded_version DESC
    )
    SELECT s.site_id, s.code, s.kind, s.name_zh, s.name_en, s.town_code, s.town_name, n.stage, n.since, s.planned_finish,
        CASE
            WHEN n.is_done THEN CASE WHEN NOT coalesce(t.was_done, false) THEN 'actual' END
            WHEN n.stage IN ('suspended', 'cancelled') THEN NULL
            WHEN s.planned_finish > d.today AND s.planned_finish BETWEEN d.first_day AND d.last_day THEN 'forecast'
            WHEN n.stage = 'construction' AND s.planned_finish <= d.today AND d.today >= d.first_day AND d.today < d.last_day THEN 'late'
        END,
        n.is_done, s.is_demo,
        s.households, s.floor_area_m2, s.lifts_planned, s.lifts_added,
        s.land_mu, s.enterprises, s.enterprises_moved, s.tax_wan_per_mu, s.action,
        s.households_planned, s.households_settled, s.homesteads_given_up, s.land_reclaimed_mu
    FROM latest s
    CROSS JOIN days d
    JOIN now_at n USING (site_id)
    LEFT JOIN then_at t USING (site_id)
    WHERE s.operation <> 'D'
$$;

-- One function an indicator: what a site adds to it. Null where the site does not count; an amount of null where it counts and its figure
-- is not recorded. Parts of a state at a date (tax_per_mu): actual, or leaving where the site is expected to be gone when the year ends.
CREATE TYPE renewal.indicator_share AS (part text, amount numeric, weight numeric);

CREATE FUNCTION renewal.indicator_compounds_renovated(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'compound' AND s.part IS NOT NULL THEN ROW(s.part, 1, NULL)::renewal.indicator_share END;

CREATE FUNCTION renewal.indicator_households_renovated(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'compound' AND s.part IS NOT NULL THEN ROW(s.part, s.households, NULL)::renewal.indicator_share END;

CREATE FUNCTION renewal.indicator_floor_area_renovated(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'compound' AND s.part IS NOT NULL THEN ROW(s.part, s.floor_area_m2, NULL)::renewal.indicator_share END;

-- Until a compound is completed, the lifts planned for it (or those added already, where they are more).
CREATE FUNCTION renewal.indicator_lifts_added(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'compound' AND s.part IS NOT NULL THEN
        ROW(s.part, CASE WHEN s.part = 'actual' THEN s.lifts_added ELSE greatest(s.lifts_planned, s.lifts_added) END, NULL)::renewal.indicator_share END;

CREATE FUNCTION renewal.indicator_land_consolidated(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'industrial-park' AND s.action IN ('relocate', 'clear') AND s.part IS NOT NULL THEN
        ROW(s.part, s.land_mu, NULL)::renewal.indicator_share END;

CREATE FUNCTION renewal.indicator_parks_cleared(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'industrial-park' AND s.action IN ('relocate', 'clear') AND s.part IS NOT NULL THEN
        ROW(s.part, 1, NULL)::renewal.indicator_share END;

-- All enterprises of a park that is to be relocated or cleared are expected to move; of another park those that have moved already.
CREATE FUNCTION renewal.indicator_enterprises_moved(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'industrial-park' AND s.part IS NOT NULL AND (s.action IN ('relocate', 'clear') OR s.enterprises_moved > 0) THEN
        ROW(s.part,
            CASE WHEN s.part <> 'actual' AND s.action IN ('relocate', 'clear') THEN greatest(s.enterprises, s.enterprises_moved) ELSE s.enterprises_moved END,
            NULL)::renewal.indicator_share END;

CREATE FUNCTION renewal.indicator_tax_per_mu(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'industrial-park' AND s.stage <> 'cancelled' AND NOT (s.is_done AND coalesce(s.action, '') IN ('relocate', 'clear')) THEN
        ROW(CASE WHEN s.part IS NOT NULL AND s.action IN ('relocate', 'clear') THEN 'leaving' ELSE 'actual' END,
            s.tax_wan_per_mu, s.land_mu)::renewal.indicator_share END;

CREATE FUNCTION renewal.indicator_selfbuild_settled(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'selfbuild-zone' AND s.part IS NOT NULL THEN
        ROW(s.part, CASE WHEN s.part = 'actual' THEN s.households_settled ELSE greatest(s.households_planned, s.households_settled) END, NULL)::renewal.indicator_share END;

-- The register knows no plan for homesteads and reclaimed land: expected is what has been done so far.
CREATE FUNCTION renewal.indicator_homesteads_given_up(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'selfbuild-zone' AND s.part IS NOT NULL THEN ROW(s.part, s.homesteads_given_up, NULL)::renewal.indicator_share END;

CREATE FUNCTION renewal.indicator_land_reclaimed(s renewal.programme_site) RETURNS renewal.indicator_share
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN s.kind = 'selfbuild-zone' AND s.part IS NOT NULL THEN ROW(s.part, s.land_reclaimed_mu, NULL)::renewal.indicator_share END;

-- The last assessment of the present roads as recorded at an instant: all tiers, from where they start, by car.
CREATE FUNCTION renewal.last_assessment(as_of timestamptz) RETURNS SETOF renewal.assessment
    LANGUAGE sql STABLE ROWS 1 AS $$
    SELECT a.* FROM renewal.assessment a
    WHERE a.recorded_at <= as_of AND a.scenario IS NULL AND a.profile = 'car'
        AND coalesce(a.inputs ->> 'tiers', a.inputs ->> 'origins') IS NULL
    ORDER BY a.recorded_at DESC, a.feature_key DESC
    LIMIT 1
$$;

-- Every tier of the last assessment: 1 where all its destinations pass, else 0.
CREATE FUNCTION renewal.indicator_tiers_met(as_of timestamptz)
    RETURNS TABLE (code text, name_zh text, amount numeric, is_demo boolean)
    LANGUAGE sql STABLE ROWS 10 AS $$
    SELECT t ->> 'code', t ->> 'name_zh', CASE WHEN (t ->> 'failed')::integer = 0 AND (t ->> 'passed')::integer > 0 THEN 1 ELSE 0 END, a.is_demo
    FROM renewal.last_assessment(as_of) a, json_array_elements(a.result -> 'tiers') WITH ORDINALITY AS e (t, nr)
    ORDER BY nr
$$;

-- Every town that is a destination of the tier with the shortest limit among those that lead to towns: 1 where it passes, else 0.
CREATE FUNCTION renewal.indicator_towns_connected(as_of timestamptz)
    RETURNS TABLE (town_code text, town_name text, amount numeric, is_demo boolean)
    LANGUAGE sql STABLE ROWS 20 AS $$
    SELECT DISTINCT ON (w.code) w.code, w.name_zh, CASE WHEN (d ->> 'passes')::boolean THEN 1 ELSE 0 END, a.is_demo
    FROM renewal.last_assessment(as_of) a, json_array_elements(a.result -> 'tiers') t, json_array_elements(t -> 'destinations') d
    JOIN renewal.town_feature_as_of(as_of) w ON w.code = d ->> 'place'
    ORDER BY w.code, (t ->> 'limit_minutes')::numeric
$$;

-- What every site adds to every indicator: the ground of all figures, and of the lists behind them.
CREATE FUNCTION renewal.indicator_sites(of_year integer, effective_on date, as_of timestamptz)
    RETURNS TABLE (indicator text, site renewal.programme_site, share renewal.indicator_share)
    LANGUAGE sql STABLE ROWS 10000 AS $$
    SELECT i.indicator, s::renewal.programme_site, i.share
    FROM renewal.programme_sites(of_year, effective_on, as_of) s
    CROSS JOIN LATERAL (VALUES
        ('compounds_renovated', renewal.indicator_compounds_renovated(s)),
        ('households_renovated', renewal.indicator_households_renovated(s)),
        ('floor_area_renovated', renewal.indicator_floor_area_renovated(s)),
        ('lifts_added', renewal.indicator_lifts_added(s)),
        ('land_consolidated', renewal.indicator_land_consolidated(s)),
        ('parks_cleared', renewal.indicator_parks_cleared(s)),
        ('enterprises_moved', renewal.indicator_enterprises_moved(s)),
        ('tax_per_mu', renewal.indicator_tax_per_mu(s)),
        ('selfbuild_settled', renewal.indicator_selfbuild_settled(s)),
        ('homesteads_given_up', renewal.indicator_homesteads_given_up(s)),
        ('land_reclaimed', renewal.indicator_land_reclaimed(s))
    ) i (indicator, share)
    WHERE (i.share).part IS NOT NULL AND (s.part IS NOT NULL OR s.kind = 'industrial-park')
$$;

-- Sums over sites: by town, for sites in no town ('-'), and of all sites at once (town_code null). A mean is numerator by denominator.
CREATE FUNCTION renewal.indicator_figures(of_year integer, effective_on date, as_of timestamptz)
    RETURNS TABLE (indicator text, town_code text, town_name text, sites bigint, missing bigint, amount numeric, expected numeric, late numeric,
        numerator numeric, denominator numeric, numerator_at_end numeric, denominator_at_end numeric, has_demo boolean)
    LANGUAGE sql STABLE ROWS 200 AS $$
    WITH shares AS (
        SELECT f.indicator, coalesce((f.site).town_code, '-') AS town_code, (f.site).town_name AS town_name, (f.site).is_demo AS is_demo,
            (f.share).part AS part, (f.share).amount AS amount, (f.share).weight AS weight,
            CASE WHEN f.indicator = 'tax_per_mu' THEN (f.share).amount IS NULL OR coalesce((f.share).weight, 0) = 0 ELSE (f.share).amount IS NULL END AS is_missing
        FROM renewal.indicator_sites(of_year, effective_on, as_of) f
    )
    SELECT s.indicator, s.town_code, CASE WHEN grouping(s.town_code) = 0 THEN max(s.town_name) END,
        count(*) FILTER (WHERE s.part IN ('actual', 'leaving')),
        count(*) FILTER (WHERE s.part IN ('actual', 'leaving') AND s.is_missing),
        coalesce(sum(s.amount) FILTER (WHERE s.part = 'actual'), 0),
        coalesce(sum(s.amount) FILTER (WHERE s.part IN ('forecast', 'late')), 0),
        coalesce(sum(s.amount) FILTER (WHERE s.part = 'late'), 0),
        coalesce(sum(s.amount * s.weight) FILTER (WHERE NOT s.is_missing), 0),
        coalesce(sum(s.weight) FILTER (WHERE NOT s.is_missing), 0),
        coalesce(sum(s.amount * s.weight) FILTER (WHERE NOT s.is_missing AND s.part <> 'leaving'), 0),
        coalesce(sum(s.weight) FILTER (WHERE NOT s.is_missing AND s.part <> 'leaving'), 0),
        bool_or(s.is_demo)
    FROM shares s
    GROUP BY GROUPING SETS ((s.indicator, s.town_code), (s.indicator))
$$;
