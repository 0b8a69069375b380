-- The attention list: what somebody should look at, by rule, with what has been accepted as it is. Computed at an effective date and as recorded
-- at an instant, like every figure (call renewal.settle first); only limits and acceptances are written.

-- Limits of the rules. Those that nobody changed have the values of renewal.default_attention_limits; a row here takes their place.
CREATE TABLE renewal.attention_limit (
    feature_key   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text COLLATE "C" NOT NULL UNIQUE CONSTRAINT attention_limit_code_form CHECK (renewal.is_code(code)),
    version       bigint NOT NULL,
    change_id     bigint NOT NULL REFERENCES renewal.change,
    district_code text NOT NULL DEFAULT '320412',
    value         numeric NOT NULL CONSTRAINT attention_limit_value_range CHECK (value BETWEEN 0 AND 1000000)
);

-- The usual days in a stage are generous guesses from the demonstration and from what such works take (compounds half a year, parks and zones
-- up to two); an office sets its own.
CREATE FUNCTION renewal.default_attention_limits() RETURNS TABLE (code text, value numeric, unit text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 40 AS $$
    VALUES
        ('late-days-high', 90, 'days'),
        ('stuck:compound:surveyed', 365, 'days'), ('stuck:compound:proposed', 180, 'days'), ('stuck:compound:approved', 150, 'days'),
        ('stuck:compound:construction', 330, 'days'), ('stuck:compound:completed', 180, 'days'), ('stuck:compound:suspended', 180, 'days'),
        ('stuck:industrial-park:surveyed', 365, 'days'), ('stuck:industrial-park:proposed', 180, 'days'), ('stuck:industrial-park:approved', 150, 'days'),
        ('stuck:industrial-park:construction', 730, 'days'), ('stuck:industrial-park:completed', 180, 'days'), ('stuck:industrial-park:suspended', 270, 'days'),
        ('stuck:selfbuild-zone:surveyed', 365, 'days'), ('stuck:selfbuild-zone:proposed', 180, 'days'), ('stuck:selfbuild-zone:approved', 150, 'days'),
        ('stuck:selfbuild-zone:construction', 600, 'days'), ('stuck:selfbuild-zone:completed', 180, 'days'), ('stuck:selfbuild-zone:suspended', 270, 'days'),
        ('stuck-factor-high', 2, 'times'),
        ('over-budget', 0, 'share'), ('over-budget-high', 0.10, 'share'),
        ('overlap', 0.01, 'share'), ('overlap-high', 0.10, 'share'),
        ('constraint', 10, 'm²'),
        ('area-difference', 0.05, 'share'), ('area-difference-high', 0.20, 'share')
$$;

-- What somebody accepted as it is. code is the name of the item; signature is the situation that was accepted: when it changes, the item is open again.
CREATE TABLE renewal.attention_acceptance (
    feature_key   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text COLLATE "C" NOT NULL UNIQUE CONSTRAINT attention_acceptance_code_length CHECK (length(code) <= 200),
    version       bigint NOT NULL,
    change_id     bigint NOT NULL REFERENCES renewal.change,
    district_code text NOT NULL DEFAULT '320412',
    site_code     text COLLATE "C" NOT NULL,
    signature     text NOT NULL,
    reason        text NOT NULL CONSTRAINT attention_acceptance_reason_not_blank CHECK (btrim(reason) <> '')
);

DO $$
DECLARE
    tab text;
BEGIN
    FOREACH tab IN ARRAY ARRAY['attention_limit', 'attention_acceptance'] LOOP
        PERFORM renewal.keep_history(tab, 'feature_key');
        EXECUTE format(
            'CREATE TRIGGER before_write BEFORE INSERT OR UPDATE ON renewal.%I
                FOR EACH ROW EXECUTE FUNCTION renewal.reference_before_write()', tab);
    END LOOP;
END $$;

CREATE FUNCTION renewal.attention_limits(as_of timestamptz)
    RETURNS TABLE (code text, value numeric, unit text, default_value numeric, updated_at timestamptz, updated_by text, reason text)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 40 AS $$
    SELECT d.code, coalesce(o.value, d.value), d.unit, d.value, o.recorded_at, o.actor, o.reason
    FROM renewal.default_attention_limits() d
    LEFT JOIN (
        SELECT DISTINCT ON (v.code) v.code, v.operation, v.value, c.recorded_at, c.actor, c.reason
        FROM renewal.attention_limit_version v JOIN renewal.change c ON c.change_id = v.recorded_change
        WHERE c.recorded_at <= as_of
        ORDER BY v.code, v.recorded_version DESC
    ) o ON o.code = d.code AND o.operation <> 'D'
$$;

-- Geometries of the past are searched too, where the list is asked for as recorded earlier.
CREATE INDEX site_version_geom ON renewal.site_version USING gist (geom);

-- Whether a version of a site breaks a rule that is about what is recorded, not about days.
CREATE FUNCTION renewal.attention_holds(rule text, v renewal.site_version, allowed numeric) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE rule
        WHEN 'over-budget' THEN v.spent_wan > v.budget_wan * (1 + allowed)
        WHEN 'area-difference' THEN abs(v.declared_area_m2::double precision - v.area_m2) > allowed::double precision * v.area_m2
        WHEN 'town-mismatch' THEN v.geom IS NOT NULL AND (v.town_code IS NULL OR v.town_code <> v.declared_town_code)
    END;

-- The day on which the register learned of it: of the first version in the unbroken row of versions that break the rule, up to the one given.
CREATE FUNCTION renewal.attention_since(rule text, site bigint, upto bigint, allowed numeric) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (min(c.recorded_at) AT TIME ZONE 'Asia/Shanghai')::date
    FROM renewal.site_version w JOIN renewal.change c ON c.change_id = w.recorded_change
    WHERE w.site_id = site AND w.recorded_version <= upto AND w.recorded_version > coalesce((
        SELECT max(x.recorded_version) FROM renewal.site_version x
        WHERE x.site_id = site AND x.recorded_version < upto AND renewal.attention_holds(rule, x, allowed) IS NOT TRUE), 0)
$$;

-- The day since which the register has had this outline.
CREATE FUNCTION renewal.outline_since(site bigint, upto bigint, outline geometry) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (min(c.recorded_at) AT TIME ZONE 'Asia/Shanghai')::date
    FROM renewal.site_version w JOIN renewal.change c ON c.change_id = w.recorded_change
    WHERE w.site_id = site AND w.recorded_version <= upto AND w.recorded_version > coalesce((
        SELECT max(x.recorded_version) FROM renewal.site_version x
        WHERE x.site_id = site AND x.recorded_version < upto AND x.geom IS DISTINCT FROM outline), 0)
$$;

-- Pairs of sites that overlap, with the area of the overlap in square degrees, as recorded at as_of. Where no site was changed since, the sites
-- themselves are searched, else all their versions: an index is searched either way. The query that calls it and both branches share one snapshot.
CREATE FUNCTION renewal.overlaps(as_of timestamptz) RETURNS TABLE (one bigint, other bigint, shared double precision)
    LANGUAGE plpgsql STABLE ROWS 1000 SET jit = off SET enable_nestloop = on AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM renewal.change c JOIN renewal.site_version v ON v.recorded_change = c.change_id WHERE c.recorded_at > as_of) THEN
        RETURN QUERY
            SELECT * FROM (
                SELECT a.site_id, b.site_id, ST_Area(ST_Intersection(a.geom, b.geom))
                FROM renewal.site a JOIN renewal.site b ON b.geom && a.geom AND b.site_id > a.site_id
                WHERE ST_Intersects(a.geom, b.geom)
            ) p (one, other, shared) WHERE p.shared > 0;
    ELSE
        RETURN QUERY
            WITH latest AS MATERIALIZED (
                SELECT DISTINCT ON (v.site_id) v.site_id, v.recorded_version, v.operation, v.geom
                FROM renewal.site_version v JOIN renewal.change c ON c.change_id = v.recorded_change
                WHERE c.recorded_at <= as_of
                ORDER BY v.site_id, v.recorded_version DESC
            )
            SELECT * FROM (
                SELECT a.site_id, b.site_id, ST_Area(ST_Intersection(a.geom, b.geom))
                FROM latest a
                JOIN renewal.site_version b ON b.geom && a.geom AND b.site_id > a.site_id
                JOIN latest l ON l.site_id = b.site_id AND l.recorded_version = b.recorded_version
                WHERE a.operation <> 'D' AND l.operation <> 'D' AND ST_Intersects(a.geom, b.geom)
            ) p (one, other, shared) WHERE p.shared > 0;
    END IF;
END $$;

-- The list. severity is 1 (low), 2, or 3 (high); facts are the situation: together with the severity they are its signature.
-- Nested loops are off: nobody can tell the planner how many sites there are at an instant, and where it takes few for granted it joins the list
-- with the sites row by row (100,000 sites: minutes instead of seconds). Searches by place are made that way nevertheless: they have no other.
CREATE FUNCTION renewal.attention(effective_on date, as_of timestamptz)
    RETURNS TABLE (id text, rule text, severity integer, site_code text, kind text, name_zh text, name_en text, town_code text, town_name text,
        stage text, since date, measure double precision, allowed double precision, other_code text, other_name text, facts jsonb, is_demo boolean,
        signature text, accepted_by text, accepted_at timestamptz, accepted_reason text)
    LANGUAGE plpgsql STABLE ROWS 1000 SET jit = off SET enable_nestloop = off SET work_mem = '64MB' AS $$
#variable_conflict use_column
DECLARE
    lim jsonb := (SELECT jsonb_object_agg(l.code, l.value) FROM renewal.attention_limits(as_of) l);
    late_high integer := (lim ->> 'late-days-high')::numeric;
    budget_share numeric := (lim ->> 'over-budget')::numeric;
    area_share numeric := (lim ->> 'area-difference')::numeric;
    overlap_share double precision := (lim ->> 'overlap')::double precision;
BEGIN
    RETURN QUERY
    WITH events AS (
        SELECT DISTINCT ON (e.site_id) e.site_id, e.stage, e.effective_date,
            count(*) OVER (PARTITION BY e.site_id) AS event_count
        FROM renewal.stage_event e
        JOIN renewal.change c ON c.change_id = e.change_id
        LEFT JOIN renewal.change r ON r.change_id = e.retracting_change
        WHERE e.effective_date <= effective_on AND c.recorded_at <= as_of AND (r.recorded_at IS NULL OR r.recorded_at > as_of)
        ORDER BY e.site_id, e.effective_date DESC, e.stage_event_id DESC
    ),
    latest AS (
        SELECT DISTINCT ON (v.site_id) v.site_id, v.recorded_version, v.operation, v.code, v.kind, v.geom, v.area_m2, v.planned_start, v.planned_finish, v
        FROM renewal.site_version v JOIN renewal.change c ON c.change_id = v.recorded_change
        WHERE c.recorded_at <= as_of
        ORDER BY v.site_id, v.recorded_version DESC
    ),
    sites AS MATERIALIZED (
        SELECT s.*, e.stage AS stage_then, e.effective_date AS stage_since, e.event_count
        FROM latest s JOIN events e USING (site_id)
        WHERE s.operation <> 'D' AND e.stage <> 'cancelled'
    ),
    constraints AS MATERIALIZED (
        SELECT f.code, f.name_zh, f.type, part.geom, (f.updated_at AT TIME ZONE 'Asia/Shanghai')::date AS known_since
        FROM renewal.constraint_area_feature_as_of(as_of) f, LATERAL ST_Dump(f.geom) polygon, LATERAL ST_Subdivide(polygon.geom, 64) part (geom)
        WHERE f.type IN ('farmland', 'ecological')
    ),
    found AS (
        -- late: the finish first, then the start
        SELECT s.site_id, 'late' AS rule, CASE WHEN effective_on - s.planned_finish > late_high THEN 3 ELSE 2 END AS severity,
            s.planned_finish + 1 AS since, (effective_on - s.planned_finish)::double precision AS measure, 0::double precision AS allowed,
            NULL::text AS other_code, NULL::text AS other_name, jsonb_build_object('planned_finish', s.planned_finish) AS facts
        FROM sites s WHERE s.planned_finish < effective_on AND s.stage_then NOT IN ('completed', 'accepted')
        UNION ALL
        SELECT s.site_id, 'late', CASE WHEN effective_on - s.planned_start > late_high THEN 2 ELSE 1 END, s.planned_start + 1,
            effective_on - s.planned_start, 0, NULL, NULL, jsonb_build_object('planned_start', s.planned_start)
        FROM sites s
        WHERE s.planned_start < effective_on AND s.stage_then IN ('surveyed', 'proposed', 'approved') AND coalesce(s.planned_finish >= effective_on, true)
        UNION ALL
        SELECT s.site_id, 'stuck', CASE WHEN effective_on - s.stage_since > l.days * (lim ->> 'stuck-factor-high')::numeric THEN 3 ELSE 2 END,
            s.stage_since + l.days::integer + 1, effective_on - s.stage_since, l.days, NULL, NULL,
            jsonb_build_object('stage', s.stage_then, 'stage_since', s.stage_since)
        FROM sites s, LATERAL (SELECT (lim ->> ('stuck:' || s.kind || ':' || s.stage_then))::numeric AS days) l
        WHERE effective_on - s.stage_since > l.days
        UNION ALL
        SELECT s.site_id, 'over-budget',
            CASE WHEN (s.v).budget_wan = 0 OR (s.v).spent_wan > (s.v).budget_wan * (1 + (lim ->> 'over-budget-high')::numeric) THEN 3 ELSE 2 END,
            renewal.attention_since('over-budget', s.site_id, s.recorded_version, budget_share),
            ((s.v).spent_wan / nullif((s.v).budget_wan, 0) - 1)::double precision, budget_share, NULL, NULL,
            jsonb_build_object('budget_wan', (s.v).budget_wan, 'spent_wan', (s.v).spent_wan)
        FROM sites s WHERE renewal.attention_holds('over-budget', s.v, budget_share)
        UNION ALL
        SELECT me.site_id, 'overlap', CASE WHEN p.shared / ST_Area(me.geom) > (lim ->> 'overlap-high')::double precision THEN 3 ELSE 2 END,
            greatest(renewal.outline_since(me.site_id, me.recorded_version, me.geom), renewal.outline_since(it.site_id, it.recorded_version, it.geom)),
            p.shared / ST_Area(me.geom), overlap_share, it.code, (it.v).name_zh,
            jsonb_build_object('percent', round((100 * p.shared / ST_Area(me.geom))::numeric))
        FROM renewal.overlaps(as_of) o
        CROSS JOIN LATERAL (VALUES (o.one, o.other, o.shared), (o.other, o.one, o.shared)) p (me, it, shared)
        JOIN sites me ON me.site_id = p.me
        JOIN sites it ON it.site_id = p.it
        WHERE p.shared / ST_Area(me.geom) > overlap_share
        UNION ALL
        SELECT k.site_id, 'constraint', 3, greatest(k.known_since, renewal.outline_since(k.site_id, k.recorded_version, k.geom)),
            k.share, 0, k.code, k.name_zh, jsonb_build_object('type', k.type, 'percent', round((100 * k.share)::numeric))
        FROM (
            SELECT s.site_id, s.recorded_version, s.geom, c.code, c.name_zh, c.type, max(c.known_since) AS known_since,
                sum(ST_Area(ST_Intersection(s.geom, c.geom))) / ST_Area(s.geom) AS share, s.area_m2
            FROM sites s JOIN constraints c ON c.geom && s.geom AND ST_Intersects(c.geom, s.geom)
            GROUP BY s.site_id, s.recorded_version, s.geom, s.area_m2, c.code, c.name_zh, c.type
        ) k
        WHERE k.share * k.area_m2 > (lim ->> 'constraint')::double precision
        UNION ALL
        SELECT s.site_id, 'area-difference',
            CASE WHEN abs((s.v).declared_area_m2::double precision / s.area_m2 - 1) > (lim ->> 'area-difference-high')::double precision THEN 2 ELSE 1 END,
            renewal.attention_since('area-difference', s.site_id, s.recorded_version, area_share),
            (s.v).declared_area_m2::double precision / s.area_m2 - 1, area_share, NULL, NULL,
            jsonb_build_object('declared_area_m2', (s.v).declared_area_m2, 'area_m2', s.area_m2)
        FROM sites s WHERE s.area_m2 > 0 AND renewal.attention_holds('area-difference', s.v, area_share)
        UNION ALL
        SELECT s.site_id, 'no-history', 1, s.stage_since, NULL, NULL, NULL, NULL, jsonb_build_object('stage', s.stage_then, 'stage_since', s.stage_since)
        FROM sites s WHERE s.event_count = 1 AND s.stage_then <> 'surveyed'
        UNION ALL
        SELECT s.site_id, 'town-mismatch', CASE WHEN (s.v).town_code IS NULL THEN 2 ELSE 1 END,
            renewal.attention_since('town-mismatch', s.site_id, s.recorded_version, 0), NULL, NULL, (s.v).declared_town_code, t.name_zh,
            jsonb_build_object('declared', (s.v).declared_town_code, 'measured', (s.v).town_code)
        FROM sites s LEFT JOIN (SELECT w.code, w.name_zh FROM renewal.town_feature_as_of(as_of) w) t ON t.code = (s.v).declared_town_code
        WHERE renewal.attention_holds('town-mismatch', s.v, 0)
    ),
    accepted AS (
        SELECT DISTINCT ON (a.code) a.code, a.operation, a.signature, c.actor, c.recorded_at, a.reason
        FROM renewal.attention_acceptance_version a JOIN renewal.change c ON c.change_id = a.recorded_change
        WHERE c.recorded_at <= as_of
        ORDER BY a.code, a.recorded_version DESC
    ),
    named AS (
        SELECT f.*, s.v, s.stage_then,
            f.rule || '~' || s.code || CASE WHEN f.rule IN ('overlap', 'constraint') THEN '~' || f.other_code ELSE '' END AS id,
            f.severity || ' ' || f.facts::text AS signature
        FROM found f JOIN sites s USING (site_id)
    )
    SELECT n.id, n.rule, n.severity, (n.v).code, (n.v).kind, (n.v).name_zh, (n.v).name_en, (n.v).town_code, (n.v).town_name, n.stage_then,
        n.since, n.measure, n.allowed, n.other_code, n.other_name, n.facts, (n.v).is_demo, n.signature,
        a.actor, a.recorded_at, a.reason
    FROM named n
    LEFT JOIN accepted a ON a.code = n.id AND a.operation <> 'D' AND a.signature = n.signature;
END $$;
