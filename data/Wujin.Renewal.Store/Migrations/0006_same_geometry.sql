-- What was served and comes back has not changed. Features are served with seven decimals, 11 mm: a vertex that stands on the seventh decimal
-- and is what the stored one rounds to, cannot be told from it. Without this a planner who exports a collection, edits one column and imports
-- the file again would record a new version of every outline.

-- Whether two numbers of degrees are one: to a billionth, or where the given one stands on the seventh decimal, to half a unit of that.
CREATE FUNCTION renewal.is_same_ordinate(stored double precision, given double precision) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN abs(stored - given) <= 1e-9 OR (abs(stored - given) <= 0.51e-7 AND abs(given * 1e7 - round(given * 1e7)) <= 0.01);

-- Whether two geometries are one, vertex by vertex: a as it is stored, b as it is given. Null equals null.
CREATE OR REPLACE FUNCTION renewal.is_same_geometry(a geometry, b geometry) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN a IS NULL OR b IS NULL THEN a IS NULL AND b IS NULL
        WHEN a = b THEN true
        WHEN ST_NPoints(a) <> ST_NPoints(b) OR ST_NumGeometries(a) <> ST_NumGeometries(b) THEN false
        ELSE (
            SELECT bool_and(v.path_a = v.path_b
                AND renewal.is_same_ordinate(ST_X(v.a), ST_X(v.b)) AND renewal.is_same_ordinate(ST_Y(v.a), ST_Y(v.b)))
            FROM ROWS FROM (ST_DumpPoints(a), ST_DumpPoints(b)) AS v (path_a, a, path_b, b))
    END
$$;
