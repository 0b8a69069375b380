-- What filters (CQL2) need beyond PostgreSQL's own functions. None of these raises an error: where there is no answer the value is null.

-- Caseless text: the full case folding of Unicode (CaseFolding.txt, C and F). Down, up and down again folds every character that has several small forms
-- or whose capital is two letters (ß, ẞ, ſ, ς); the dotless ı folds to itself and would become i on the way. Compared with Unicode's table over the first
-- 200,000 characters (2026-11): the same but for Cherokee, which comes out in small letters instead of capitals and so compares the same. ICU, because the
-- database's locale may know no letter beyond ASCII.
DO $$
DECLARE
    collation_name text := (SELECT quote_ident(collname) FROM pg_collation WHERE collname = 'und-x-icu' AND collprovider = 'i' LIMIT 1);
BEGIN
    EXECUTE format($sql$
        CREATE FUNCTION renewal.casei(value text) RETURNS text
            LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
            RETURN replace(replace(lower(upper(lower(replace(value, 'ı', U&'\F8FF') %1$s) %1$s) %1$s), 'ς', 'σ'), U&'\F8FF', 'ı');
        CREATE FUNCTION renewal.text_lower(value text) RETURNS text
            LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
            RETURN lower(value %1$s);
        CREATE FUNCTION renewal.text_upper(value text) RETURNS text
            LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
            RETURN upper(value %1$s);
    $sql$, coalesce('COLLATE ' || collation_name, ''));
END $$;

-- Text without accents: decomposed, without combining marks, and with the letters that carry a stroke but have no decomposition.
CREATE FUNCTION renewal.accenti(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN normalize(translate(
        regexp_replace(normalize(value, NFD), U&'[\0300-\036F\1AB0-\1AFF\1DC0-\1DFF\20D0-\20FF\FE20-\FE2F]', '', 'g'),
        'ØøŁłĐđĦħŦŧƁɓÐðıȷ', 'OoLlDdHhTtBbDdij'), NFC);

-- Powers of numbers that have one, up to 300 digits.
CREATE FUNCTION renewal.power_of(base numeric, exponent numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN CASE
        WHEN abs(base) > 1e300 OR abs(exponent) > 1e6 THEN NULL
        WHEN base = 0 THEN CASE WHEN exponent > 0 THEN 0 WHEN exponent = 0 THEN 1 END
        WHEN base < 0 AND exponent <> trunc(exponent) THEN NULL
        WHEN abs(exponent * ln(abs(base))) > 690 THEN NULL
        ELSE power(base::double precision, exponent::double precision)::numeric
    END;

-- Measures on the plane of the 3-degree Gauss-Kruger zone of the (first) geometry.
CREATE FUNCTION renewal.length_m(geom geometry) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN CASE ST_Dimension(geom)
        WHEN 2 THEN ST_Perimeter(ST_Transform(geom, renewal.gauss_kruger_srid(geom)))
        ELSE ST_Length(ST_Transform(geom, renewal.gauss_kruger_srid(geom)))
    END;

CREATE FUNCTION renewal.distance_m(a geometry, b geometry) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN ST_Distance(ST_Transform(a, renewal.gauss_kruger_srid(a)), ST_Transform(b, renewal.gauss_kruger_srid(a)));

CREATE FUNCTION renewal.buffer_m(geom geometry, metres double precision) RETURNS geometry
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN CASE WHEN abs(metres) <= 100000
        THEN ST_Transform(ST_Buffer(ST_Transform(geom, renewal.gauss_kruger_srid(geom)), metres), 4490) END;

-- The order of names: Chinese by reading (pinyin), where the server has ICU; else by code point.
DO $$
BEGIN
    CREATE COLLATION renewal.by_reading (provider = icu, locale = 'zh-u-co-pinyin');
EXCEPTION WHEN OTHERS THEN
    CREATE COLLATION renewal.by_reading FROM "C";
END $$;
