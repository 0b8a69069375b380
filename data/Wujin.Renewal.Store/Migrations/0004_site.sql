-- Renewal sites. One table for the three kinds, so that history, overlaps, accessibility and tiles of all kinds live in one place;
-- columns of one kind are null in the others.

CREATE TABLE renewal.stage_transition (
    from_stage text NOT NULL,
    to_stage   text NOT NULL,
    PRIMARY KEY (from_stage, to_stage)
);
COMMENT ON TABLE renewal.stage_transition IS 'Allowed stage changes. A suspended site may besides resume the stage it was suspended from.';
INSERT INTO renewal.stage_transition VALUES
    ('surveyed', 'proposed'), ('surveyed', 'suspended'), ('surveyed', 'cancelled'),
    ('proposed', 'surveyed'), ('proposed', 'approved'), ('proposed', 'suspended'), ('proposed', 'cancelled'),
    ('approved', 'construction'), ('approved', 'suspended'), ('approved', 'cancelled'),
    ('construction', 'completed'), ('construction', 'suspended'), ('construction', 'cancelled'),
    ('completed', 'construction'), ('completed', 'accepted'),
    ('suspended', 'cancelled');

CREATE TABLE renewal.site (
    site_id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code                 text COLLATE "C" NOT NULL,
    version              bigint NOT NULL,
    change_id            bigint NOT NULL REFERENCES renewal.change,
    district_code        text NOT NULL DEFAULT '320412',
    kind                 text NOT NULL,
    name_zh              text NOT NULL,
    name_en              text,
    town_code            text COLLATE "C",
    town_name            text,
    declared_town_code   text COLLATE "C",
    stage                text NOT NULL DEFAULT 'surveyed',
    stage_date           date NOT NULL,
    plan_year            integer,
    planned_start        date,
    planned_finish       date,
    actual_start         date,
    actual_finish        date,
    budget_wan           numeric,
    spent_wan            numeric,
    funding_state_wan    numeric,
    funding_province_wan numeric,
    funding_local_wan    numeric,
    funding_private_wan  numeric,
    approval_no          text,
    responsible_unit     text,
    declared_area_m2     numeric,
    area_m2              double precision,
    is_demo              boolean NOT NULL DEFAULT false,
    source               text,

    year_built           integer,
    buildings            integer,
    households           integer,
    floor_area_m2        numeric,
    renovation_class     text,
    lifts_existing       integer,
    lifts_planned        integer,
    lifts_added          integer,
    parking_added        integer,
    chargers_added       integer,
    pipes_km             numeric,
    consent_percent      numeric,

    land_mu              numeric,
    floor_area_ratio     numeric,
    enterprises          integer,
    enterprises_moved    integer,
    tax_wan_per_mu       numeric,
    output_wan_per_mu    numeric,
    action               text,
    destination_platform text,
    is_standard_land     boolean,

    village              text,
    households_planned   integer,
    households_settled   integer,
    plot_limit_m2        numeric,
    storeys_limit        integer,
    utilities_ready      boolean,
    homesteads_given_up  integer,
    land_reclaimed_mu    numeric,

    geom                 geometry(MultiPolygon, 4490),

    CONSTRAINT site_code_unique UNIQUE (code),
    CONSTRAINT site_code_form CHECK (renewal.is_code(code)),
    CONSTRAINT site_name_not_blank CHECK (btrim(name_zh) <> ''),
    CONSTRAINT site_kind_known CHECK (kind IN ('compound', 'industrial-park', 'selfbuild-zone')),
    CONSTRAINT site_stage_known CHECK (stage IN
        ('surveyed', 'proposed', 'approved', 'construction', 'completed', 'accepted', 'suspended', 'cancelled')),
    CONSTRAINT site_stage_date_plausible CHECK (stage_date BETWEEN '1900-01-01' AND '2200-12-31'),

    CONSTRAINT site_geom_present CHECK (geom IS NOT NULL OR stage = 'surveyed'),
    CONSTRAINT site_geom_not_empty CHECK (NOT ST_IsEmpty(geom)),
    CONSTRAINT site_geom_in_china CHECK (renewal.lies_in_china(geom)),
    CONSTRAINT site_geom_valid CHECK (ST_IsValid(geom)),

    CONSTRAINT site_plan_year_range CHECK (plan_year BETWEEN 1990 AND 2100),
    CONSTRAINT site_planned_dates CHECK (planned_finish >= planned_start),
    CONSTRAINT site_actual_dates CHECK (actual_finish >= actual_start),
    CONSTRAINT site_money_range CHECK (
        coalesce(budget_wan, 0) BETWEEN 0 AND 100000000 AND coalesce(spent_wan, 0) BETWEEN 0 AND 100000000
        AND coalesce(funding_state_wan, 0) BETWEEN 0 AND 100000000 AND coalesce(funding_province_wan, 0) BETWEEN 0 AND 100000000
        AND coalesce(funding_local_wan, 0) BETWEEN 0 AND 100000000 AND coalesce(funding_private_wan, 0) BETWEEN 0 AND 100000000),
    CONSTRAINT site_declared_area_range CHECK (declared_area_m2 BETWEEN 0 AND 10000000000),

    CONSTRAINT site_only_compound_columns CHECK (kind = 'compound' OR num_nonnulls(
        year_built, buildings, households, floor_area_m2, renovation_class, lifts_existing, lifts_planned, lifts_added,
        parking_added, chargers_added, pipes_km, consent_percent) = 0),
    CONSTRAINT site_only_park_columns CHECK (kind = 'industrial-park' OR num_nonnulls(
        land_mu, floor_area_ratio, enterprises, enterprises_moved, tax_wan_per_mu, output_wan_per_mu, action,
        destination_platform, is_standard_land) = 0),
    CONSTRAINT site_only_selfbuild_columns CHECK (kind = 'selfbuild-zone' OR num_nonnulls(
        village, households_planned, households_settled, plot_limit_m2, storeys_limit, utilities_ready,
        homesteads_given_up, land_reclaimed_mu) = 0),

    CONSTRAINT site_compound_ranges CHECK (kind <> 'compound' OR (
        coalesce(year_built, 1900) BETWEEN 1900 AND 2100
        AND least(buildings, households, lifts_existing, lifts_planned, lifts_added, parking_added, chargers_added, 0) >= 0
        AND greatest(buildings, households, lifts_existing, lifts_planned, lifts_added, parking_added, chargers_added, 0) <= 1000000
        AND coalesce(floor_area_m2, 0) BETWEEN 0 AND 1000000000
        AND coalesce(renovation_class, 'basic') IN ('basic', 'improvement', 'upgrade')
        AND coalesce(pipes_km, 0) BETWEEN 0 AND 10000
        AND coalesce(consent_percent, 0) BETWEEN 0 AND 100)),
    CONSTRAINT site_park_ranges CHECK (kind <> 'industrial-park' OR (
        coalesce(land_mu, 0) BETWEEN 0 AND 10000000
        AND coalesce(floor_area_ratio, 0) BETWEEN 0 AND 50
        AND least(enterprises, enterprises_moved, 0) >= 0
        AND greatest(enterprises, enterprises_moved, 0) <= 1000000
        AND coalesce(tax_wan_per_mu, 0) BETWEEN -100000 AND 100000
        AND coalesce(output_wan_per_mu, 0) BETWEEN 0 AND 1000000
        AND coalesce(action, 'retain') IN ('retain', 'upgrade', 'relocate', 'clear'))),
    CONSTRAINT site_selfbuild_ranges CHECK (kind <> 'selfbuild-zone' OR (
        least(households_planned, households_settled, homesteads_given_up, 0) >= 0
        AND greatest(households_planned, households_settled, homesteads_given_up, 0) <= 1000000
        AND coalesce(plot_limit_m2, 0) BETWEEN 0 AND 1000000000
        AND coalesce(storeys_limit, 1) BETWEEN 1 AND 20
        AND coalesce(land_reclaimed_mu, 0) BETWEEN 0 AND 1000000))
);
COMMENT ON TABLE renewal.site IS 'Renewal sites. version, change_id, area_m2, town_code and town_name are kept by triggers; town_code as given is kept in declared_town_code.';

CREATE INDEX site_kind_key ON renewal.site (kind, site_id);
CREATE INDEX site_kind_town ON renewal.site (kind, town_code, site_id);
CREATE INDEX site_kind_stage ON renewal.site (kind, stage, site_id);
CREATE INDEX site_geom ON renewal.site USING gist (geom);

-- Effective time: when a stage was reached. Recorded by change_id; a correction retracts an event and never removes it.
CREATE TABLE renewal.stage_event (
    stage_event_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id           bigint NOT NULL,
    stage             text NOT NULL,
    effective_date    date NOT NULL,
    change_id         bigint NOT NULL REFERENCES renewal.change,
    retracting_change bigint REFERENCES renewal.change
);
CREATE INDEX stage_event_site ON renewal.stage_event (site_id, effective_date, stage_event_id);
COMMENT ON TABLE renewal.stage_event IS 'Stages reached, by effective date. Written by triggers on renewal.site.';
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON renewal.stage_event
    FOR EACH STATEMENT EXECUTE FUNCTION renewal.guard_history();

-- The stage events of a site that stand (are not retracted), latest first.
CREATE FUNCTION renewal.standing_events(site bigint) RETURNS SETOF renewal.stage_event
    LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT * FROM renewal.stage_event
        WHERE site_id = site AND retracting_change IS NULL
        ORDER BY effective_date DESC, stage_event_id DESC;
    END;

-- The stages a site may move to from where it stands.
CREATE FUNCTION renewal.next_stages(site bigint, current_stage text) RETURNS text[]
    LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT coalesce(array_agg(DISTINCT s.stage), '{}') FROM (
            SELECT to_stage AS stage FROM renewal.stage_transition WHERE from_stage = current_stage
            UNION ALL
            (SELECT e.stage FROM renewal.standing_events(site) e
                WHERE current_stage = 'suspended' AND e.stage <> 'suspended' LIMIT 1)
        ) s;
    END;

-- WJ002: impossible transition, the hint lists the possible stages. WJ003: too early, the hint is the earliest date.
CREATE FUNCTION renewal.site_check_stage(old_row renewal.site, new_row renewal.site) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    allowed text[];
    earliest date;
BEGIN
    IF new_row.stage <> old_row.stage THEN
        allowed := renewal.next_stages(old_row.site_id, old_row.stage);
        IF new_row.stage <> ALL (allowed) THEN
            RAISE EXCEPTION 'Site % is %, it cannot become %.', old_row.code, old_row.stage, new_row.stage
                USING ERRCODE = 'WJ002', HINT = array_to_string(allowed, ',');
        END IF;
        earliest := old_row.stage_date;
    ELSE
        SELECT effective_date INTO earliest FROM renewal.standing_events(old_row.site_id) OFFSET 1 LIMIT 1;
    END IF;
    IF new_row.stage_date < earliest THEN
        RAISE EXCEPTION 'Site % reached its previous stage on %; % is earlier.', old_row.code, earliest, new_row.stage_date
            USING ERRCODE = 'WJ003', HINT = earliest::text;
    END IF;
END $$;

-- Keeps what the register keeps itself: version, change, measured area, town, and the sanity of stages. See 0001 for the settings.
--   wujin.stage_date = 'given': stage_date was given with the new stage even if it equals the old one; without it an unchanged
--     stage_date beside a new stage means today.
--   wujin.stage_retract = 'on': set by renewal.retract_stage alone.
CREATE FUNCTION renewal.site_before_write() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.version := coalesce((SELECT max(v.recorded_version) FROM renewal.site_version v WHERE v.code = NEW.code), 0) + 1;
        NEW.stage_date := coalesce(NEW.stage_date, renewal.today());
        NEW.declared_town_code := coalesce(NEW.declared_town_code, NEW.town_code);
    ELSE
        IF NEW.code <> OLD.code OR NEW.kind <> OLD.kind OR NEW.site_id <> OLD.site_id THEN
            RAISE EXCEPTION 'Code and kind are the identity of site % and cannot be changed.', OLD.code USING ERRCODE = 'WJ004';
        END IF;
        NEW.version := OLD.version + 1;
        IF NEW.stage <> OLD.stage AND (NEW.stage_date IS NULL OR
            (NEW.stage_date = OLD.stage_date AND coalesce(current_setting('wujin.stage_date', true), '') <> 'given'
                AND coalesce(current_setting('wujin.stage_retract', true), '') <> 'on')) THEN
            NEW.stage_date := renewal.today();
        END IF;
        IF (NEW.stage, NEW.stage_date) IS DISTINCT FROM (OLD.stage, OLD.stage_date)
            AND coalesce(current_setting('wujin.stage_retract', true), '') <> 'on' THEN
            PERFORM renewal.site_check_stage(OLD, NEW);
        END IF;
        IF NEW.town_code IS DISTINCT FROM OLD.town_code AND pg_trigger_depth() = 1 THEN
            NEW.declared_town_code := NEW.town_code;
        END IF;
    END IF;
    IF NEW.stage_date > renewal.today() THEN
        RAISE EXCEPTION 'Stage date % of site % has not come yet.', NEW.stage_date, NEW.code USING ERRCODE = 'WJ003';
    END IF;
    NEW.change_id := renewal.current_change();
    IF NEW.geom IS NULL THEN
        NEW.area_m2 := NULL;
        NEW.town_code := NEW.declared_town_code;
        NEW.town_name := (SELECT t.name_zh FROM renewal.town t WHERE t.code = NEW.town_code);
    ELSIF NOT renewal.lies_in_china(NEW.geom) THEN
        NEW.area_m2 := NULL; -- the row is about to be refused by its constraint; such numbers may not even be transformed
    ELSIF TG_OP = 'INSERT' OR NEW.geom IS DISTINCT FROM OLD.geom OR pg_trigger_depth() > 1 THEN
        NEW.area_m2 := renewal.area_m2(NEW.geom);
        SELECT t.town_code, t.town_name INTO NEW.town_code, NEW.town_name FROM renewal.town_of(NEW.geom) t;
    ELSE
        NEW.area_m2 := OLD.area_m2;
        NEW.town_code := OLD.town_code;
        NEW.town_name := OLD.town_name;
    END IF;
    RETURN NEW;
END $$;

SELECT renewal.keep_history('site', 'site_id');

CREATE TRIGGER before_write BEFORE INSERT OR UPDATE ON renewal.site
    FOR EACH ROW EXECUTE FUNCTION renewal.site_before_write();

-- Turns changes of site.stage and site.stage_date into stage events. New and old rows are compared by set operations, not by joins: a
-- join of two transition tables is a nested loop whenever the plan was made, and cached, for few rows, and then takes n * n steps for many.
CREATE FUNCTION renewal.site_record_stages() RETURNS trigger
    LANGUAGE plpgsql AS $$
DECLARE
    this_change bigint;
    is_retraction boolean := coalesce(current_setting('wujin.stage_retract', true), '') = 'on';
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO renewal.stage_event (site_id, stage, effective_date, change_id)
            SELECT n.site_id, n.stage, n.stage_date, n.change_id FROM new_rows n ORDER BY n.site_id;
        RETURN NULL;
    END IF;
    IF NOT EXISTS (SELECT site_id, stage, stage_date FROM new_rows EXCEPT SELECT site_id, stage, stage_date FROM old_rows) THEN
        RETURN NULL;
    END IF;
    this_change := renewal.current_change();
    -- A new date for the same stage, or a retraction, withdraws the latest event …
    UPDATE renewal.stage_event e
        SET retracting_change = this_change
        FROM (
                (SELECT site_id FROM (
                    SELECT site_id, stage, stage_date FROM new_rows EXCEPT SELECT site_id, stage, stage_date FROM old_rows) changed
                    WHERE is_retraction)
                UNION
                (SELECT site_id FROM (
                    (SELECT site_id, stage FROM (
                        SELECT site_id, stage, stage_date FROM new_rows EXCEPT SELECT site_id, stage, stage_date FROM old_rows) changed)
                    INTERSECT
                    SELECT site_id, stage FROM old_rows) redated)
            ) c, LATERAL (SELECT s.stage_event_id FROM renewal.standing_events(c.site_id) s LIMIT 1) latest
        WHERE e.stage_event_id = latest.stage_event_id;
    -- … and what is new is an event.
    IF NOT is_retraction THEN
        INSERT INTO renewal.stage_event (site_id, stage, effective_date, change_id)
            SELECT c.site_id, c.stage, c.stage_date, this_change
            FROM (SELECT site_id, stage, stage_date FROM new_rows EXCEPT SELECT site_id, stage, stage_date FROM old_rows) c
            ORDER BY c.site_id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER stages_insert AFTER INSERT ON renewal.site
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION renewal.site_record_stages();
CREATE TRIGGER stages_update AFTER UPDATE ON renewal.site
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION renewal.site_record_stages();

-- Withdraws the latest stage event of a site: the site stands again where it stood before. Returns the new version, or no row where
-- the site is not at the expected version (null expects any) or has only its first event.
CREATE FUNCTION renewal.retract_stage(site_code text, expected_version bigint) RETURNS SETOF bigint
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('wujin.stage_retract', 'on', true);
    RETURN QUERY
        UPDATE renewal.site s
            SET stage = e.stage, stage_date = e.effective_date
            FROM (SELECT x.* FROM renewal.site t, LATERAL (SELECT * FROM renewal.standing_events(t.site_id) OFFSET 1 LIMIT 1) x
                    WHERE t.code = site_code) e
            WHERE s.code = site_code AND s.site_id = e.site_id AND (expected_version IS NULL OR s.version = expected_version)
            RETURNING s.version;
    PERFORM set_config('wujin.stage_retract', '', true);
END $$;

-- Towns and sites are written under one lock, towns alone and sites together: a site that is being recorded while towns are replaced
-- must not keep the town it had by the old ones. The key spells "town".
CREATE FUNCTION renewal.town_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 1953462126;

CREATE FUNCTION renewal.lock_towns() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'town' THEN
        PERFORM pg_advisory_xact_lock(renewal.town_lock());
    ELSE
        PERFORM pg_advisory_xact_lock_shared(renewal.town_lock());
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER lock_towns BEFORE INSERT OR UPDATE ON renewal.site
    FOR EACH STATEMENT EXECUTE FUNCTION renewal.lock_towns();
CREATE TRIGGER lock_towns BEFORE INSERT OR UPDATE OR DELETE ON renewal.town
    FOR EACH STATEMENT EXECUTE FUNCTION renewal.lock_towns();

-- Towns replaced: cut those anew that have another version than their pieces, and derive the town of every site again. A statement that
-- inserts, updates and deletes at once fires this once for each: the first does it all, the others find nothing to do, so a site gets
-- one new version and never stands without a town in between.
CREATE FUNCTION renewal.town_after_write() RETURNS trigger
    LANGUAGE plpgsql AS $$
DECLARE
    is_stale boolean;
BEGIN
    DELETE FROM renewal.town_part p
        WHERE NOT EXISTS (SELECT FROM renewal.town t WHERE t.code = p.town_code AND t.version = p.town_version);
    is_stale := FOUND;
    INSERT INTO renewal.town_part (town_code, town_version, town_name, geom)
        SELECT t.code, t.version, t.name_zh, part.geom
        FROM renewal.town t, LATERAL ST_Dump(t.geom) polygon, LATERAL ST_Subdivide(polygon.geom, 32) part(geom)
        WHERE NOT EXISTS (SELECT FROM renewal.town_part p WHERE p.town_code = t.code);
    IF NOT (is_stale OR FOUND) THEN
        RETURN NULL;
    END IF;
    UPDATE renewal.site s
        SET town_code = t.town_code, town_name = t.town_name
        FROM (
            SELECT s.site_id, o.town_code, o.town_name FROM renewal.site s LEFT JOIN LATERAL renewal.town_of(s.geom) o ON true
                WHERE s.geom IS NOT NULL
            UNION ALL
            SELECT s.site_id, s.declared_town_code, n.name_zh FROM renewal.site s LEFT JOIN renewal.town n ON n.code = s.declared_town_code
                WHERE s.geom IS NULL
        ) t
        WHERE s.site_id = t.site_id AND (s.town_code, s.town_name) IS DISTINCT FROM (t.town_code, t.town_name);
    RETURN NULL;
END $$;

CREATE TRIGGER parts AFTER INSERT OR UPDATE OR DELETE ON renewal.town
    FOR EACH STATEMENT EXECUTE FUNCTION renewal.town_after_write();
