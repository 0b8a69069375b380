-- Layers of points that planners bring (schools, clinics, stations), and the minutes of every site to the nearest point of each. A layer is replaced whole.

CREATE TABLE renewal.point_layer (
    code        text COLLATE "C" PRIMARY KEY,
    revision    bigint GENERATED ALWAYS AS IDENTITY,
    points      geometry(MultiPoint, 4490) NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor       text NOT NULL
);

CREATE TABLE renewal.site_nearest_point (
    feature_key     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    site_id         bigint NOT NULL,
    profile         text NOT NULL,
    layer           text COLLATE "C" NOT NULL REFERENCES renewal.point_layer (code) ON DELETE CASCADE,
    site_version    bigint NOT NULL,
    minutes         double precision,
    graph_checksum  text NOT NULL,
    has_demo_roads  boolean NOT NULL,
    computed_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (site_id, profile, layer)
);

CREATE VIEW renewal.site_nearest_point_feature AS
    SELECT a.feature_key, s.code || '-' || a.layer || '-' || a.profile AS code, s.code AS site, s.kind, s.name_zh, s.town_code, s.town_name, a.layer, a.profile,
        a.minutes AS minutes_to_nearest, a.graph_checksum, a.site_version = s.version AS is_current, s.is_demo OR a.has_demo_roads AS is_demo,
        a.site_version AS version, a.computed_at AS updated_at, NULL::text AS updated_by, s.geom
    FROM renewal.site_nearest_point a JOIN renewal.site s USING (site_id);
