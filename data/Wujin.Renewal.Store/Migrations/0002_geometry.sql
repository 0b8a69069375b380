-- Measuring: areas in the 3-degree Gauss-Kruger zone of the geometry, never in degrees.

-- The CGCS2000 3-degree Gauss-Kruger zone (EPSG:4534 central meridian 75 E … EPSG:4554 135 E) of the middle of a geometry.
-- Wujin lies in EPSG:4549, central meridian 120 E.
CREATE FUNCTION renewal.gauss_kruger_srid(geom geometry) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN 4534 + least(20, greatest(0, round(((ST_XMin(geom) + ST_XMax(geom)) / 6.0)::numeric)::integer - 25));

CREATE FUNCTION renewal.area_m2(geom geometry) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN round(ST_Area(ST_Transform(geom, renewal.gauss_kruger_srid(geom)))::numeric, 2)::double precision;

-- Plausible for a register in China: catches swapped axes and projected metres whatever client writes.
CREATE FUNCTION renewal.lies_in_china(geom geometry) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN ST_XMin(geom) >= 73 AND ST_XMax(geom) <= 136 AND ST_YMin(geom) >= 3 AND ST_YMax(geom) <= 54;

CREATE FUNCTION renewal.is_code(code text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN code ~ '^[^[:space:][:cntrl:]/?#%\\]{1,64}$';

-- Whether two geometries are one, vertex by vertex, to a billionth of a degree (0.1 mm): what was exported and comes back, written with
-- nine decimals or through metres, has not changed. Null equals null.
CREATE FUNCTION renewal.is_same_geometry(a geometry, b geometry) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN a IS NULL OR b IS NULL THEN a IS NULL AND b IS NULL
        WHEN a = b THEN true
        WHEN ST_NPoints(a) <> ST_NPoints(b) OR ST_NumGeometries(a) <> ST_NumGeometries(b) THEN false
        ELSE (
            SELECT bool_and(v.path_a = v.path_b AND abs(ST_X(v.a) - ST_X(v.b)) <= 1e-9 AND abs(ST_Y(v.a) - ST_Y(v.b)) <= 1e-9)
            FROM ROWS FROM (ST_DumpPoints(a), ST_DumpPoints(b)) AS v (path_a, a, path_b, b))
    END
$$;
