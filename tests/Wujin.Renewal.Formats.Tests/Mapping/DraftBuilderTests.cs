using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Mapping;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.Mapping;

public sealed class DraftBuilderTests
{
    private static readonly SourceField[] Fields = [new("编号", FieldType.Text), new("名称", FieldType.Text), new("户数", FieldType.Text)];

    private static DraftRow Build(string? wkt, string crs, params object?[] values)
    {
        var mapping = ColumnMapping.Create(RegisterCatalogue.Compounds, Fields);
        var row = new SourceRow { Number = 7, Values = values, Geometry = wkt is null ? null : new WKTReader().Read(wkt) };
        return new DraftBuilder(mapping, new(CoordinateSystems.Parse(crs), CrsOrigin.Option, "")).Build(row);
    }

    [Fact]
    public void An_outline_in_zone_forty_arrives_in_degrees_as_a_multipolygon()
    {
        var built = Build("POLYGON((40494312.028552 3508588.742429, 40494312.63879 3509697.559305, 40495260.532444 3509697.081037, 40494312.028552 3508588.742429))", "4528", "C-1", "甲", 5L);

        Assert.Empty(built.Faults);
        var stored = Assert.IsType<MultiPolygon>(built.Draft.Geometry);
        Assert.Equal(4490, stored.SRID);
        Assert.Equal(119.94, stored.EnvelopeInternal.MinX, 1e-10);
        Assert.Equal(31.70, stored.EnvelopeInternal.MinY, 1e-10);
    }

    [Fact]
    public void All_faults_of_a_row_come_together_each_once()
    {
        var built = Build("POLYGON((119.94 31.70, 119.96 31.72, 119.96 31.70, 119.94 31.72, 119.94 31.70))", "CRS84", "C 1", "", "许多");

        Assert.Equal(["/properties/households", "/properties/code", "/properties/name_zh", "/geometry"], built.Faults.Select(f => f.Pointer));
        Assert.Contains("户数", built.Faults[0].Detail, StringComparison.Ordinal);
        Assert.Equal(119.95, built.Faults[3].Location!.Value.Longitude, 1e-9);
    }

    [Fact]
    public void A_broken_geometry_is_not_reported_as_missing_too()
    {
        var mapping = ColumnMapping.Create(RegisterCatalogue.ConstraintAreas, [new("代码", FieldType.Text), new("名称", FieldType.Text), new("类型", FieldType.Text)]);
        var row = new SourceRow { Number = 1, Values = ["F-1", "甲", "永久基本农田"], Faults = [new("/geometry/coordinates/0", "The ring is not closed.")] };

        Assert.Single(new DraftBuilder(mapping, new(CoordinateSystems.Crs84, CrsOrigin.Format, "")).Build(row).Faults);
    }

    [Fact]
    public void Geometry_without_a_known_system_stops_the_import()
    {
        var mapping = ColumnMapping.Create(RegisterCatalogue.Compounds, Fields);

        Assert.Contains("--crs", Assert.Throws<SourceFileException>(() => new DraftBuilder(mapping, new(null, CrsOrigin.Unknown, "Name it with --crs."))).Message, StringComparison.Ordinal);
    }
}
