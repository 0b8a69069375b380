using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Register;

/// <summary>What the database itself holds, whatever client writes: geometry, areas, towns, bounds.</summary>
public sealed class SiteRulesTests : RegisterTest
{
    [Theory]
    [InlineData("MULTIPOLYGON(((119.95 31.7,119.96 31.71,119.96 31.7,119.95 31.71,119.95 31.7)))", "site_geom_valid")]
    [InlineData("MULTIPOLYGON EMPTY", "site_geom_not_empty")]
    [InlineData("MULTIPOLYGON(((31.7 119.95,31.71 119.95,31.71 119.96,31.7 119.95)))", "site_geom_in_china")]
    [InlineData("MULTIPOLYGON(((500000 3500000,500100 3500000,500100 3500100,500000 3500000)))", "site_geom_in_china")]
    public async Task An_outline_that_cannot_be_is_refused(string wkt, string constraint)
    {
        var refusal = await Source.RefusalAsync(Insert("A", "compound", $"ST_GeomFromText('{wkt}', 4490)"));
        Assert.Equal(constraint, refusal.ConstraintName);
    }

    [Theory]
    [InlineData("ST_GeomFromText('POINT(119.9 31.7)', 4490)")]
    [InlineData("ST_GeomFromText('MULTIPOLYGON(((119.95 31.7,119.96 31.7,119.96 31.71,119.95 31.7)))', 4326)")]
    [InlineData("ST_GeomFromText('MULTIPOLYGON Z(((119.95 31.7 1,119.96 31.7 1,119.96 31.71 1,119.95 31.7 1)))', 4490)")]
    public async Task Another_type_dimension_or_reference_system_is_refused(string geometry) =>
        Assert.Equal("22023", (await Source.RefusalAsync(Insert("A", "compound", geometry))).SqlState);

    [Fact]
    public async Task Areas_are_measured_in_the_zone_of_the_outline()
    {
        await Source.ExecuteAsync(Insert("WUJIN", "compound", RegisterSql.Box(119.95, 31.70, 119.96, 31.71)));
        await Source.ExecuteAsync(Insert("CHENGDU", "compound", RegisterSql.Box(104.05, 30.65, 104.06, 30.66)));
        var rows = await Source.RowsAsync("""
            SELECT area_m2, round(ST_Area(ST_Transform(geom, CASE code WHEN 'WUJIN' THEN 4549 ELSE 4544 END))::numeric, 2)::float8,
                ST_Area(ST_Transform(geom, 4326)::geography)
            FROM renewal.compound_feature
            """);
        Assert.All(rows, r => Assert.Equal(r[1], r[0]));
        Assert.All(rows, r => Assert.Equal((double)r[2]!, (double)r[0]!, (double)r[2]! * 0.0005)); // on the ellipsoid, within the scale of the zone
    }

    [Fact]
    public async Task The_town_of_a_site_is_the_one_that_covers_most_of_it()
    {
        await Source.ExecuteAsync($"""
            INSERT INTO renewal.town (code, name_zh, geom)
            SELECT 'T' || i, '镇' || i, ST_Multi(ST_Intersection(cell.geom, frame.geom))
            FROM (SELECT ST_MakeEnvelope(119.7, 31.5, 120.1, 31.8, 4490) AS geom) frame,
                LATERAL (SELECT ST_GeneratePoints(frame.geom, 12, 7) AS points) seats,
                LATERAL (SELECT (ST_Dump(ST_VoronoiPolygons(seats.points, 0, frame.geom))).*) cell,
                LATERAL (SELECT cell.path[1] AS i) n
            """);
        await Source.ExecuteAsync("""
            INSERT INTO renewal.site (code, kind, name_zh, geom)
            SELECT 'S' || i, 'compound', '甲', ST_Multi(ST_Buffer(p.geom, 0.001 + 0.0004 * (i % 40), 3))
            FROM (SELECT (ST_Dump(ST_GeneratePoints(ST_MakeEnvelope(119.65, 31.45, 120.15, 31.85, 4490), 400, 11))).geom,
                generate_series(1, 400) AS i) p
            """);

        var wrong = await Source.RowsAsync("""
            SELECT s.code, s.town_code, slow.code FROM renewal.site s
            LEFT JOIN LATERAL (
                SELECT t.code, t.name_zh FROM renewal.town t WHERE ST_Area(ST_Intersection(t.geom, s.geom)) > 0
                ORDER BY ST_Area(ST_Intersection(t.geom, s.geom)) DESC LIMIT 1) slow ON true
            WHERE (s.town_code, s.town_name) IS DISTINCT FROM (slow.code, slow.name_zh)
            """);
        Assert.Empty(wrong);
        Assert.True(await Source.ScalarAsync<long>("SELECT count(DISTINCT town_code) FROM renewal.site") == 12);
        Assert.True(await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site WHERE town_code IS NULL") > 10);
    }

    [Fact]
    public async Task Replaced_towns_are_derived_anew_and_the_difference_is_in_the_history()
    {
        await Source.ExecuteAsync(Town("T1", 119.9, 120.0) + ";" + Town("T2", 120.0, 120.1));
        await Source.ExecuteAsync(Insert("A", "compound", RegisterSql.Box(119.98, 31.70, 119.99, 31.71)));
        await Source.ExecuteAsync(Insert("B", "compound", RegisterSql.Box(120.05, 31.70, 120.06, 31.71)));
        await Source.ExecuteAsync($"""
            UPDATE renewal.town SET geom = CASE code WHEN 'T1' THEN {RegisterSql.Box(119.9, 31.6, 119.97, 31.8)}
                ELSE {RegisterSql.Box(119.97, 31.6, 120.1, 31.8)} END
            """);

        Assert.Equal(["A T2 2", "B T2 1"], (await Source.RowsAsync(
            "SELECT concat_ws(' ', code, town_code, version) FROM renewal.compound_feature ORDER BY code")).Select(r => (string)r[0]!));
        Assert.Equal(["T1", "T2"], (await Source.RowsAsync(
            "SELECT town_code FROM renewal.site_version WHERE code = 'A' ORDER BY recorded_version")).Select(r => (string)r[0]!));
    }

    [Fact]
    public async Task A_declared_town_is_kept_beside_the_derived_one()
    {
        await Source.ExecuteAsync(Town("T1", 119.9, 120.0));
        await Source.ExecuteAsync($"""
            INSERT INTO renewal.site (code, kind, name_zh, town_code, geom)
            VALUES ('A', 'compound', '甲', 'T9', {RegisterSql.Box(119.95, 31.70, 119.96, 31.71)})
            """);
        var row = Assert.Single(await Source.RowsAsync("SELECT town_code, town_name, declared_town_code FROM renewal.compound_feature"));
        Assert.Equal(["T1", "镇T1", "T9"], row.Cast<string>());
    }

    [Fact]
    public async Task Versions_measures_and_towns_sent_by_a_client_are_not_believed()
    {
        await Source.ExecuteAsync(Insert("A", "compound", RegisterSql.Box(119.95, 31.70, 119.96, 31.71)));
        var area = await Source.ScalarAsync<double>("SELECT area_m2 FROM renewal.site");
        await Source.ExecuteAsync("UPDATE renewal.site SET version = 77, area_m2 = 1, town_name = 'nowhere', change_id = 1");
        var row = Assert.Single(await Source.RowsAsync("SELECT version, area_m2, town_name FROM renewal.compound_feature"));
        Assert.Equal([2L, area, null], row);
    }

    [Theory]
    [InlineData("code = 'B'")]
    [InlineData("kind = 'industrial-park'")]
    public async Task The_identity_of_a_site_cannot_be_changed(string assignment)
    {
        await Source.ExecuteAsync(Insert("A", "compound", "NULL"));
        Assert.Equal("WJ004", (await Source.RefusalAsync($"UPDATE renewal.site SET {assignment}")).SqlState);
    }

    [Fact]
    public async Task The_database_holds_every_bound_and_code_list_of_the_catalogue()
    {
        foreach (var collection in RegisterCatalogue.All.Where(c => c.SiteKind is not null))
        {
            var kind = collection.Id switch { "compounds" => "compound", "industrial-parks" => "industrial-park", _ => "selfbuild-zone" };
            foreach (var property in collection.Properties.Where(p => !p.IsReadOnly))
            {
                foreach (var value in Impossible(property))
                {
                    var code = Guid.NewGuid().ToString("N");
                    var refusal = await Source.RefusalAsync($"""
                        INSERT INTO renewal.site (code, kind, name_zh, {property.Name}) VALUES ('{code}', '{kind}', '甲', {value})
                        """);
                    Assert.True(refusal.SqlState == "23514", $"{property.Name} = {value}: {refusal.Message}");
                }
            }
        }
    }

    [Fact]
    public async Task Columns_of_one_kind_stay_empty_in_the_others()
    {
        foreach (var owner in RegisterCatalogue.All.Where(c => c.SiteKind is not null))
        {
            var others = RegisterCatalogue.All.Where(c => c.SiteKind is not null && c != owner).ToList();
            foreach (var property in owner.Properties.Where(p => others.All(o => o.Find(p.Name) is null)))
            {
                var value = property.Type switch
                {
                    PropertyType.Text => "'x'",
                    PropertyType.Code => $"'{property.Codes!.Entries[0].Code}'",
                    PropertyType.Boolean => "false",
                    _ => FormattableString.Invariant($"{property.Minimum}"),
                };
                foreach (var other in others)
                {
                    var kind = other.Id switch { "compounds" => "compound", "industrial-parks" => "industrial-park", _ => "selfbuild-zone" };
                    var refusal = await Source.RefusalAsync(
                        $"INSERT INTO renewal.site (code, kind, name_zh, {property.Name}) VALUES ('A', '{kind}', '甲', {value})");
                    Assert.True(refusal.ConstraintName?.StartsWith("site_only_", StringComparison.Ordinal), $"{property.Name} in {kind}");
                }
            }
        }
    }

    [Fact]
    public async Task Every_view_has_the_columns_of_its_collection_and_reads_the_same_as_of_now()
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            var columns = (await Source.RowsAsync($"""
                SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute
                WHERE attrelid = 'renewal.{collection.View}'::regclass AND attnum > 0
                """)).ToDictionary(r => (string)r[0]!, r => (string)r[1]!);
            foreach (var property in collection.Properties)
            {
                Assert.True(columns.TryGetValue(property.Name, out var type), $"{collection.Id} lacks {property.Name}");
                Assert.Contains(type, Types(property.Type));
            }

            Assert.Equal(collection.Geometry != GeometryKind.None, columns.ContainsKey("geom"));
            Assert.Contains("feature_key", columns.Keys);
            if (!collection.IsDerived)
            {
                await Source.ExecuteAsync($"SELECT * FROM renewal.{collection.View}_as_of(now())");
            }
        }
    }

    private static string[] Types(PropertyType type) => type switch
    {
        PropertyType.Integer => ["integer", "bigint"],
        PropertyType.Decimal => ["numeric"],
        PropertyType.Number => ["double precision"],
        PropertyType.Boolean => ["boolean"],
        PropertyType.Date => ["date"],
        PropertyType.Timestamp => ["timestamp with time zone"],
        PropertyType.TextList => ["text[]"],
        _ => ["text"],
    };

    private static IEnumerable<string> Impossible(PropertyDefinition property)
    {
        if (property.Type == PropertyType.Code)
        {
            yield return "'no such code'";
        }

        if (property.Minimum is { } minimum)
        {
            yield return FormattableString.Invariant($"{minimum - 1}");
        }

        if (property.Maximum is { } maximum)
        {
            yield return FormattableString.Invariant($"{maximum + 1}");
        }
    }

    private static string Town(string code, double west, double east) =>
        $"INSERT INTO renewal.town (code, name_zh, geom) VALUES ('{code}', '镇{code}', {RegisterSql.Box(west, 31.6, east, 31.8)})";

    private static string Insert(string code, string kind, string geometry) =>
        $"INSERT INTO renewal.site (code, kind, name_zh, geom) VALUES ('{code}', '{kind}', '甲', {geometry})";
}
