-- Roads: what the graph in use was built of, for maps and queries. Searching is done on the graph file, never here.
--
-- A network is loaded beside the one in use and shown by one small update, so that readers never wait and never see two; the roads of
-- networks that are no longer in use are deleted afterwards.

CREATE TABLE renewal.road_network (
    network_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    graph_checksum text NOT NULL,
    source         text NOT NULL,
    is_demo        boolean NOT NULL,
    built_at       timestamptz NOT NULL,
    loaded_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    loaded_by      text NOT NULL,
    road_count     bigint NOT NULL DEFAULT 0,
    is_current     boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX road_network_current ON renewal.road_network (is_current) WHERE is_current;
COMMENT ON TABLE renewal.road_network IS 'Road networks ever loaded. One is current: its roads are served, and its graph file should be in use.';

CREATE TABLE renewal.road (
    feature_key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    network_id  bigint NOT NULL,
    code        text COLLATE "C" NOT NULL,
    way_id      bigint NOT NULL,
    class       text NOT NULL,
    name        text,
    speed_kmh   double precision,
    seconds     double precision,
    oneway      boolean NOT NULL,
    length_m    double precision NOT NULL,
    is_demo     boolean NOT NULL,
    geom        geometry(LineString, 4490) NOT NULL
);
CREATE INDEX road_network_key ON renewal.road (network_id, feature_key);
CREATE INDEX road_code ON renewal.road (network_id, code);
CREATE INDEX road_geom ON renewal.road USING gist (geom);
COMMENT ON COLUMN renewal.road.seconds IS 'By car in free flow over the whole length, in the direction that is open; null where cars may not go.';

CREATE VIEW renewal.road_feature AS
    SELECT r.feature_key, r.code, r.way_id, r.class, r.name, r.speed_kmh, r.seconds, r.oneway, r.length_m, r.is_demo, n.graph_checksum,
        n.network_id AS version, n.loaded_at AS updated_at, n.loaded_by AS updated_by, r.geom
    FROM renewal.road r JOIN renewal.road_network n USING (network_id)
    WHERE n.is_current;

CREATE FUNCTION renewal.road_network_notify() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('wujin_roads', NEW.graph_checksum);
    RETURN NULL;
END $$;

CREATE TRIGGER notify_current AFTER UPDATE OF is_current ON renewal.road_network
    FOR EACH ROW WHEN (NEW.is_current AND NOT OLD.is_current)
    EXECUTE FUNCTION renewal.road_network_notify();
