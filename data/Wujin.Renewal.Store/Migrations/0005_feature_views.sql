-- What clients read: a view per collection, and a function of the same columns as recorded at an instant (after renewal.settle).
-- Columns: feature_key (the paging key), code, the properties of the collection by name, version, updated_at, updated_by, and geom.
-- Sites have works_start and works_finish besides: the works in time, actual dates where known, else planned ones.

DO $$
DECLARE
    site_common constant text := '
        code, name_zh, name_en, kind, district_code, town_code, town_name, declared_town_code, stage, stage_date,
        plan_year, planned_start, planned_finish, actual_start, actual_finish, budget_wan, spent_wan, funding_state_wan,
        funding_province_wan, funding_local_wan, funding_private_wan, approval_no, responsible_unit, declared_area_m2, area_m2,
        is_demo, source, geom,
        coalesce(actual_start, planned_start) AS works_start, coalesce(actual_finish, planned_finish) AS works_finish';
    located constant text := 'code, name_zh, name_en, district_code, role, accuracy_m, is_schematic, source, geom';
    collection record;
    current_columns text;
BEGIN
    FOR collection IN
        SELECT * FROM (VALUES
            ('compound_feature', 'site', 'site_id', site_common || ', year_built, buildings, households, floor_area_m2, renovation_class,
                lifts_existing, lifts_planned, lifts_added, parking_added, chargers_added, pipes_km, consent_percent', 'compound'),
            ('industrial_park_feature', 'site', 'site_id', site_common || ', land_mu, floor_area_ratio, enterprises, enterprises_moved,
                tax_wan_per_mu, output_wan_per_mu, action, destination_platform, is_standard_land', 'industrial-park'),
            ('selfbuild_zone_feature', 'site', 'site_id', site_common || ', village, households_planned, households_settled,
                plot_limit_m2, storeys_limit, utilities_ready, homesteads_given_up, land_reclaimed_mu', 'selfbuild-zone'),
            ('town_feature', 'town', 'feature_key', located, NULL),
            ('place_feature', 'place', 'feature_key', located, NULL),
            ('platform_feature', 'platform', 'feature_key', located, NULL),
            ('constraint_area_feature', 'constraint_area', 'feature_key',
                'code, name_zh, name_en, district_code, type, area_m2, is_demo, source, geom', NULL),
            ('tier_feature', 'tier', 'feature_key',
                'code, name_zh, name_en, district_code, limit_minutes, origin_code, destination_roles, source', NULL)
        ) AS c(view_name, table_name, key_column, columns, kind)
    LOOP
        EXECUTE format('
            CREATE VIEW renewal.%1$I AS
                SELECT t.%3$I AS feature_key, %4$s, t.version, c.recorded_at AS updated_at, c.actor AS updated_by
                FROM renewal.%2$I t LEFT JOIN renewal.change c USING (change_id)
                %5$s',
            collection.view_name, collection.table_name, collection.key_column, collection.columns,
            CASE WHEN collection.kind IS NULL THEN '' ELSE format('WHERE t.kind = %L', collection.kind) END);
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO current_columns
            FROM pg_attribute WHERE attrelid = ('renewal.' || collection.view_name)::regclass AND attnum > 0;
        EXECUTE format('
            CREATE FUNCTION renewal.%1$I(as_of timestamptz) RETURNS SETOF renewal.%6$I
                LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 AS $f$
                SELECT %7$s FROM (
                    SELECT DISTINCT ON (t.%3$I)
                        t.%3$I AS feature_key, t.operation, %4$s,
                        t.recorded_version AS version, c.recorded_at AS updated_at, c.actor AS updated_by
                    FROM renewal.%2$I t JOIN renewal.change c ON c.change_id = t.recorded_change
                    WHERE c.recorded_at <= as_of %5$s
                    ORDER BY t.%3$I, t.recorded_version DESC
                ) latest
                WHERE operation <> ''D'' $f$',
            collection.view_name || '_as_of', collection.table_name || '_version', collection.key_column, collection.columns,
            CASE WHEN collection.kind IS NULL THEN '' ELSE format('AND t.kind = %L', collection.kind) END,
            collection.view_name, current_columns);
    END LOOP;
END $$;

-- Effective and recorded time together: the stage of every site at the date effective_on, as recorded at the instant as_of. The same
-- two give the same rows for ever. Sites that did not exist by then, or had been deleted, have no row.
CREATE FUNCTION renewal.stage_at(effective_on date, as_of timestamptz)
    RETURNS TABLE (site_id bigint, code text, kind text, stage text, effective_date date)
    LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (s.site_id) s.site_id, s.code, s.kind, e.stage, e.effective_date
    FROM (
        SELECT DISTINCT ON (v.site_id) v.site_id, v.code, v.kind, v.operation
        FROM renewal.site_version v JOIN renewal.change c ON c.change_id = v.recorded_change
        WHERE c.recorded_at <= as_of
        ORDER BY v.site_id, v.recorded_version DESC
    ) s
    JOIN renewal.stage_event e USING (site_id)
    JOIN renewal.change c ON c.change_id = e.change_id
    LEFT JOIN renewal.change r ON r.change_id = e.retracting_change
    WHERE s.operation <> 'D'
        AND e.effective_date <= effective_on
        AND c.recorded_at <= as_of
        AND (r.recorded_at IS NULL OR r.recorded_at > as_of)
    ORDER BY s.site_id, e.effective_date DESC, e.stage_event_id DESC
$$;
