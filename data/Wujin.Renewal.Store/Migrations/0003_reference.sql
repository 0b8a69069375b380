-- Reference data: towns, places, platforms, constraint areas, tiers. Versioned like sites.

CREATE TABLE renewal.town (
    feature_key   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text COLLATE "C" NOT NULL UNIQUE CHECK (renewal.is_code(code)),
    version       bigint NOT NULL,
    change_id     bigint NOT NULL REFERENCES renewal.change,
    district_code text NOT NULL DEFAULT '320412',
    name_zh       text NOT NULL,
    name_en       text,
    role          text,
    accuracy_m    double precision CHECK (accuracy_m >= 0),
    is_schematic  boolean NOT NULL DEFAULT false,
    source        text,
    geom          geometry(MultiPolygon, 4490) NOT NULL
        CONSTRAINT town_geom_not_empty CHECK (NOT ST_IsEmpty(geom))
        CONSTRAINT town_geom_valid CHECK (ST_IsValid(geom))
        CONSTRAINT town_geom_in_china CHECK (renewal.lies_in_china(geom))
);
CREATE INDEX town_geom ON renewal.town USING gist (geom);

-- The towns cut into pieces of at most 32 vertices, so that finding the town of a site stays cheap. Kept by a trigger.
CREATE TABLE renewal.town_part (
    town_code    text COLLATE "C" NOT NULL,
    town_version bigint NOT NULL,
    town_name    text NOT NULL,
    geom         geometry(Polygon, 4490) NOT NULL
);
CREATE INDEX town_part_geom ON renewal.town_part USING gist (geom);
CREATE INDEX town_part_code ON renewal.town_part (town_code);

CREATE TABLE renewal.place (
    feature_key   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text COLLATE "C" NOT NULL UNIQUE CHECK (renewal.is_code(code)),
    version       bigint NOT NULL,
    change_id     bigint NOT NULL REFERENCES renewal.change,
    district_code text NOT NULL DEFAULT '320412',
    name_zh       text NOT NULL,
    name_en       text,
    role          text,
    accuracy_m    double precision CHECK (accuracy_m >= 0),
    is_schematic  boolean NOT NULL DEFAULT false,
    source        text,
    geom          geometry(Point, 4490) NOT NULL
        CONSTRAINT place_geom_not_empty CHECK (NOT ST_IsEmpty(geom))
        CONSTRAINT place_geom_in_china CHECK (renewal.lies_in_china(geom))
);
CREATE INDEX place_geom ON renewal.place USING gist (geom);

CREATE TABLE renewal.platform (
    feature_key   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text COLLATE "C" NOT NULL UNIQUE CHECK (renewal.is_code(code)),
    version       bigint NOT NULL,
    change_id     bigint NOT NULL REFERENCES renewal.change,
    district_code text NOT NULL DEFAULT '320412',
    name_zh       text NOT NULL,
    name_en       text,
    role          text,
    accuracy_m    double precision CHECK (accuracy_m >= 0),
    is_schematic  boolean NOT NULL DEFAULT false,
    source        text,
    geom          geometry(Point, 4490) NOT NULL
        CONSTRAINT platform_geom_not_empty CHECK (NOT ST_IsEmpty(geom))
        CONSTRAINT platform_geom_in_china CHECK (renewal.lies_in_china(geom))
);
CREATE INDEX platform_geom ON renewal.platform USING gist (geom);

CREATE TABLE renewal.constraint_area (
    feature_key   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text COLLATE "C" NOT NULL UNIQUE CHECK (renewal.is_code(code)),
    version       bigint NOT NULL,
    change_id     bigint NOT NULL REFERENCES renewal.change,
    district_code text NOT NULL DEFAULT '320412',
    name_zh       text NOT NULL,
    name_en       text,
    type          text NOT NULL CHECK (type IN ('farmland', 'ecological', 'growth-boundary')),
    area_m2       double precision,
    is_demo       boolean NOT NULL DEFAULT false,
    source        text,
    geom          geometry(MultiPolygon, 4490) NOT NULL
        CONSTRAINT constraint_area_geom_not_empty CHECK (NOT ST_IsEmpty(geom))
        CONSTRAINT constraint_area_geom_valid CHECK (ST_IsValid(geom))
        CONSTRAINT constraint_area_geom_in_china CHECK (renewal.lies_in_china(geom))
);
CREATE INDEX constraint_area_geom ON renewal.constraint_area USING gist (geom);

CREATE TABLE renewal.tier (
    feature_key       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code              text COLLATE "C" NOT NULL UNIQUE CHECK (renewal.is_code(code)),
    version           bigint NOT NULL,
    change_id         bigint NOT NULL REFERENCES renewal.change,
    district_code     text NOT NULL DEFAULT '320412',
    name_zh           text NOT NULL,
    name_en           text,
    limit_minutes     integer NOT NULL CHECK (limit_minutes BETWEEN 1 AND 1440),
    origin_code       text NOT NULL,
    destination_roles text[] NOT NULL CHECK (cardinality(destination_roles) > 0),
    source            text
);

-- Version number, change and measured area of a row of reference data.
CREATE FUNCTION renewal.reference_before_write() RETURNS trigger
    LANGUAGE plpgsql AS $$
DECLARE
    last_version bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.code <> OLD.code THEN
            RAISE EXCEPTION 'The code % is the identity of the row and cannot be changed.', OLD.code USING ERRCODE = 'WJ004';
        END IF;
        NEW.version := OLD.version + 1;
    ELSE
        EXECUTE format('SELECT max(recorded_version) FROM renewal.%I WHERE code = $1', TG_TABLE_NAME || '_version')
            INTO last_version USING NEW.code;
        NEW.version := coalesce(last_version, 0) + 1;
    END IF;
    NEW.change_id := renewal.current_change();
    IF TG_TABLE_NAME = 'constraint_area' THEN
        NEW.area_m2 := CASE WHEN renewal.lies_in_china(NEW.geom) THEN renewal.area_m2(NEW.geom) END;
    END IF;
    RETURN NEW;
END $$;

DO $$
DECLARE
    tab text;
BEGIN
    FOREACH tab IN ARRAY ARRAY['town', 'place', 'platform', 'constraint_area', 'tier'] LOOP
        PERFORM renewal.keep_history(tab, 'feature_key');
        EXECUTE format(
            'CREATE TRIGGER before_write BEFORE INSERT OR UPDATE ON renewal.%I
                FOR EACH ROW EXECUTE FUNCTION renewal.reference_before_write()', tab);
    END LOOP;
END $$;

-- The town that covers most of a geometry, or no row where none does. Areas are compared in square degrees: within one site the
-- scale is the same for every candidate.
CREATE FUNCTION renewal.town_of(outline geometry, OUT town_code text, OUT town_name text) RETURNS SETOF record
    LANGUAGE plpgsql STABLE PARALLEL SAFE STRICT ROWS 1 AS $$
BEGIN
    SELECT p.town_code, p.town_name INTO town_code, town_name
        FROM renewal.town_part p
        WHERE p.geom && outline AND ST_Covers(p.geom, outline)
        LIMIT 1;
    IF town_code IS NULL AND ST_IsValid(outline) THEN
        SELECT o.town_code, o.town_name INTO town_code, town_name
            FROM (
                SELECT p.town_code, min(p.town_name) AS town_name, sum(ST_Area(ST_Intersection(p.geom, outline))) AS overlap
                FROM renewal.town_part p
                WHERE p.geom && outline
                GROUP BY p.town_code
            ) o
            WHERE o.overlap > 0
            ORDER BY o.overlap DESC, o.town_code
            LIMIT 1;
    END IF;
    IF town_code IS NOT NULL THEN
        RETURN NEXT;
    END IF;
END $$;
