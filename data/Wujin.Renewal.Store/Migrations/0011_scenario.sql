-- Scenarios: named sets of road changes to compare with the present. Versioned like everything that people write.

CREATE TABLE renewal.scenario (
    feature_key    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code           text COLLATE "C" NOT NULL UNIQUE CONSTRAINT scenario_code_form CHECK (renewal.is_code(code)),
    version        bigint NOT NULL,
    change_id      bigint NOT NULL REFERENCES renewal.change,
    district_code  text NOT NULL DEFAULT '320412',
    name_zh        text NOT NULL CONSTRAINT scenario_name_not_blank CHECK (btrim(name_zh) <> ''),
    name_en        text,
    description    text,
    cost_wan       numeric CONSTRAINT scenario_cost_range CHECK (cost_wan BETWEEN 0 AND 100000000),
    edit_count     integer NOT NULL DEFAULT 0,
    is_demo        boolean NOT NULL DEFAULT false,
    edits          jsonb NOT NULL DEFAULT '[]' CONSTRAINT scenario_edits_array CHECK (jsonb_typeof(edits) = 'array'),
    geom           geometry(Geometry, 4490)
        CONSTRAINT scenario_geom_on_earth CHECK (ST_XMin(geom) >= -180 AND ST_XMax(geom) <= 180 AND ST_YMin(geom) >= -90 AND ST_YMax(geom) <= 90)
);
CREATE INDEX scenario_geom ON renewal.scenario USING gist (geom);
COMMENT ON COLUMN renewal.scenario.edits IS 'GeoJSON features, one an edit: properties.edit is add, close or speed. Judged before they are written.';
COMMENT ON COLUMN renewal.scenario.geom IS 'All edits together, for maps and boxes; null where no edit has a geometry.';

CREATE FUNCTION renewal.scenario_before_write() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    NEW.edit_count := jsonb_array_length(NEW.edits);
    NEW.geom := (
        SELECT ST_Collect(ST_SetSRID(ST_GeomFromGeoJSON(e -> 'geometry'), 4490))
        FROM jsonb_array_elements(NEW.edits) e
        WHERE jsonb_typeof(e -> 'geometry') = 'object');
    RETURN NEW;
END $$;

SELECT renewal.keep_history('scenario', 'feature_key');
CREATE TRIGGER before_write BEFORE INSERT OR UPDATE ON renewal.scenario
    FOR EACH ROW EXECUTE FUNCTION renewal.reference_before_write();
CREATE TRIGGER edits BEFORE INSERT OR UPDATE ON renewal.scenario
    FOR EACH ROW EXECUTE FUNCTION renewal.scenario_before_write();
