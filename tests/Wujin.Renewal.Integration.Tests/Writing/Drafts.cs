using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Integration.Tests.Writing;

/// <summary>Small features that tests write.</summary>
internal static class Drafts
{
    /// <summary>A square in Hutang with sides of 0.01 degrees, moved east by so many hundredths.</summary>
    internal static Geometry Square(int east = 0) => GeometryRules.Normalize(
        new WKTReader().Read(FormattableString.Invariant(
            $"POLYGON(({119.94 + (east * 0.01)} 31.70, {119.95 + (east * 0.01)} 31.70, {119.95 + (east * 0.01)} 31.71, {119.94 + (east * 0.01)} 31.71, {119.94 + (east * 0.01)} 31.70))")),
        GeometryKind.MultiPolygon);

    /// <summary>A compound with a code, a name, more values, and a square.</summary>
    internal static FeatureDraft Compound(string code, params (string Name, object? Value)[] values) => Of(Square(), [("code", code), ("name_zh", "清英新村"), .. values]);

    /// <summary>A feature of any collection.</summary>
    internal static FeatureDraft Of(Geometry? geometry, params (string Name, object? Value)[] values) =>
        new(values.ToDictionary(v => v.Name, v => v.Value), geometry);
}
