using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Import;

namespace Wujin.Renewal.Integration.Tests.Import;

/// <summary>A test of the bulk loader on a register of its own, with a town that holds the rows' outlines.</summary>
public abstract class LoaderTest : RegisterTest
{
    /// <summary>Two towns side by side, meeting at 120 degrees east.</summary>
    protected Task MakeTownsAsync() => Source.ExecuteAsync($"""
        INSERT INTO renewal.town (code, name_zh, geom) VALUES
            ('WEST', '西镇', {RegisterSql.Box(119.9, 31.6, 120.0, 31.8)}), ('EAST', '东镇', {RegisterSql.Box(120.0, 31.6, 120.1, 31.8)})
        """);

    /// <summary>Imports rows into a collection; the columns are those of the first row.</summary>
    internal Task<ImportOutcome> LoadAsync(CollectionDefinition collection, params ImportRow[] rows) => LoadAsync(Request(collection, rows), rows);

    internal Task<ImportOutcome> LoadAsync(ImportRequest request, params ImportRow[] rows) => new BulkLoader(Register).RunAsync(request, rows, null, Cancel);

    internal static ImportRequest Request(CollectionDefinition collection, params ImportRow[] rows) => new()
    {
        Collection = collection,
        Columns = [.. rows[0].Draft.Values.Keys],
        HasGeometry = rows.Any(r => r.Draft.Geometry is not null),
        Actor = "tester",
        Reason = "a test",
    };

    /// <summary>A row with a square of 0.001 degrees at 119.95 east, moved east by so many thousandths.</summary>
    internal static ImportRow Row(long number, string code, int east = 0, params (string Name, object? Value)[] values) =>
        new(number, new(Values(code, values), Square(east)), []);

    /// <summary>A row of a ledger without outlines.</summary>
    internal static ImportRow LedgerRow(long number, string code, params (string Name, object? Value)[] values) =>
        new(number, new(Values(code, values), null), []);

    internal static Geometry Square(int east)
    {
        var west = 119.95 + (east * 0.001);
        return Shape(FormattableString.Invariant($"POLYGON(({west} 31.7, {west + 0.001} 31.7, {west + 0.001} 31.701, {west} 31.701, {west} 31.7))"));
    }

    internal static Geometry Shape(string wkt)
    {
        var geometry = GeometryRules.Normalize(new WKTReader().Read(wkt), wkt.StartsWith("POINT", StringComparison.Ordinal) ? GeometryKind.Point : GeometryKind.MultiPolygon);
        geometry.SRID = GeometryRules.StorageSrid;
        return geometry;
    }

    private static Dictionary<string, object?> Values(string code, (string Name, object? Value)[] values)
    {
        Dictionary<string, object?> all = new() { ["code"] = code, ["name_zh"] = "清英新村" };
        foreach (var (name, value) in values)
        {
            all[name] = value;
        }

        return all;
    }
}
