using Wujin.Renewal.Integration.Tests.Register;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>
/// A register that fits in the head: four compounds in a row from west to east, 0.01° apart, one without outline; a town, a place, a platform, a
/// constraint area and a tier.
/// </summary>
public sealed class SmallRegister : ServedRegister
{
    /// <inheritdoc/>
    protected override async Task FillAsync()
    {
        await Source.ExecuteAsync($$"""
            INSERT INTO renewal.town (code, name_zh, name_en, role, accuracy_m, is_schematic, source, geom)
                VALUES ('T1', '湖塘镇', 'Hutang', 'town', 500, true, 'test', {{RegisterSql.Box(119, 31, 120, 32)}});
            INSERT INTO renewal.place (code, name_zh, name_en, role, accuracy_m, geom)
                VALUES ('P1', '湖塘', 'Hutang', 'town', 500, ST_SetSRID(ST_MakePoint(119.95, 31.7), 4490));
            INSERT INTO renewal.platform (code, name_zh, role, geom) VALUES ('F1', '高新区', 'platform', ST_SetSRID(ST_MakePoint(119.9, 31.6), 4490));
            INSERT INTO renewal.constraint_area (code, name_zh, type, is_demo, geom)
                VALUES ('A1', '示例农田', 'farmland', true, {{RegisterSql.Box(119.5, 31.5, 119.6, 31.6)}});
            INSERT INTO renewal.road_network (graph_checksum, source, is_demo, built_at, loaded_by, is_current)
                VALUES ('abc', 'test', false, '2026-01-01T00:00:00Z', 'test', true);
            INSERT INTO renewal.road (network_id, code, way_id, class, name, speed_kmh, seconds, oneway, length_m, is_demo, geom)
                SELECT network_id, 'R1', 42, 'primary', '延政路', 60, 57.3, false, 955, false, ST_GeomFromText('LINESTRING(119.95 31.7, 119.96 31.7)', 4490)
                FROM renewal.road_network;
            INSERT INTO renewal.tier (code, name_zh, limit_minutes, origin_code, destination_roles)
                VALUES ('30', '三十分钟圈', 30, 'P1', '{town,adjacent}');
            INSERT INTO renewal.site (code, kind, name_zh, name_en, stage, stage_date, plan_year, planned_start, planned_finish, actual_start,
                budget_wan, households, responsible_unit, is_demo, geom)
            VALUES
                ('C1', 'compound', '甲小区', 'First', 'construction', '2024-03-01', 2024, '2024-01-01', '2024-06-30', '2024-03-01',
                    1234.50, 300, '湖塘镇, 住建局', true, {{RegisterSql.Box(119.50, 31.50, 119.501, 31.501)}}),
                ('C2', 'compound', '乙小区', NULL, 'approved', '2024-03-01', 2025, '2025-01-01', '2025-06-30', NULL,
                    99.00, 200, 'a"b\c<d>&', false, {{RegisterSql.Box(119.51, 31.50, 119.511, 31.501)}}),
                ('C3', 'compound', '丙小区', NULL, 'approved', '2024-03-01', 2025, '2025-03-01', NULL, NULL,
                    NULL, 100, NULL, false, {{RegisterSql.Box(119.52, 31.50, 119.521, 31.501)}}),
                ('C4', 'compound', '丁小区', NULL, 'surveyed', '2024-03-01', NULL, NULL, NULL, NULL,
                    NULL, NULL, NULL, false, NULL);
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, is_demo, geom)
                VALUES ('I1', 'industrial-park', '甲园区', 'approved', '2024-03-01', true, {{RegisterSql.Box(119.60, 31.50, 119.61, 31.51)}}),
                    ('Z1', 'selfbuild-zone', '甲自建区', 'approved', '2024-03-01', false, {{RegisterSql.Box(119.70, 31.50, 119.71, 31.51)}});
            INSERT INTO renewal.site_accessibility (site_id, profile, site_version, graph_checksum, places_hash, main_area_minutes, platform_code, platform_minutes)
                SELECT site_id, 'car', version, 'abc', 'def', 12.5, 'F1', 7.25 FROM renewal.site WHERE code = 'I1';
            INSERT INTO renewal.point_layer (code, points, actor) VALUES ('clinics', ST_GeomFromText('MULTIPOINT(119.6 31.5)', 4490), 'test');
            INSERT INTO renewal.site_nearest_point (site_id, profile, layer, site_version, minutes, graph_checksum, has_demo_roads)
                SELECT site_id, 'car', 'clinics', version, 3.5, 'abc', false FROM renewal.site WHERE code = 'I1';
            INSERT INTO renewal.assessment (code, actor, profile, graph_checksum, software_version, is_demo, destinations, passed, inputs, result)
                VALUES ('11111111-1111-1111-1111-111111111111', 'test', 'car', 'abc', '1', false, 1, 1, '{}', '{"run":"11111111-1111-1111-1111-111111111111","is_demo":false,"tiers":[{"code":"30","name_zh":"三十分钟圈",
                    "limit_minutes":30,"destinations":[{"place":"P1","name_zh":"湖塘","lon":119.95,"lat":31.7,"minutes":21.5,"passes":true,"margin_minutes":8.5,"firmness":"firm","snap_distance_m":12}]}]}');
            """);
    }
}
