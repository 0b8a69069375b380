-- What was computed about connectivity: runs of the assessment, which never change, and the minutes of every site, which follow graph and sites.

CREATE TABLE renewal.assessment (
    feature_key      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code             text COLLATE "C" NOT NULL UNIQUE DEFAULT gen_random_uuid()::text,
    recorded_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor            text NOT NULL,
    profile          text NOT NULL,
    scenario         text,
    graph_checksum   text NOT NULL,
    software_version text NOT NULL,
    is_demo          boolean NOT NULL,
    destinations     integer NOT NULL,
    passed           integer NOT NULL,
    inputs           json NOT NULL,
    result           json NOT NULL
);
COMMENT ON TABLE renewal.assessment IS 'Runs of assess-connectivity with inputs, graph, software and result. Never changed, never deleted.';

CREATE FUNCTION renewal.guard_assessment() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Assessments never change: % on renewal.assessment is refused.', TG_OP USING ERRCODE = 'WJ005';
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE OR TRUNCATE ON renewal.assessment
    FOR EACH STATEMENT EXECUTE FUNCTION renewal.guard_assessment();

CREATE TABLE renewal.site_accessibility (
    site_id           bigint NOT NULL,
    profile           text NOT NULL,
    site_version      bigint NOT NULL,
    graph_checksum    text NOT NULL,
    places_hash       text NOT NULL,
    main_area_minutes double precision,
    town_seat_minutes double precision,
    platform_code     text,
    platform_minutes  double precision,
    snap_distance_m   double precision,
    computed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (site_id, profile)
);
COMMENT ON TABLE renewal.site_accessibility IS
    'Minutes by road from every site to the main urban area, its town seat and (parks) the nearest platform; null where there is no way. site_version, graph_checksum and places_hash tell what a row was computed from.';
