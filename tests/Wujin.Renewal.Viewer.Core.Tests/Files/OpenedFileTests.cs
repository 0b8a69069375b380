using System.Globalization;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats;
using Wujin.Renewal.Viewer.Core.Connection;
using Wujin.Renewal.Viewer.Core.Files;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Files;

public sealed class OpenedFileTests : ServedDistrict
{
    [Fact]
    public async Task A_file_in_metres_comes_to_the_map_in_degrees()
    {
        var (easting, northing) = CoordinateSystems.Find(4549)!.Projection.FromGeographic(119.94, 31.7);

        var file = await OpenedFile.OpenAsync(Write(Square(easting, northing, 500)), CoordinateSystems.Find(4549), Cancel);

        var box = Assert.Single(file.Geometries).EnvelopeInternal;
        Assert.Equal(119.94, box.MinX, 1e-4);
        Assert.Equal(31.7, box.MinY, 1e-4);
    }

    [Fact]
    public async Task What_is_looked_at_is_imported_and_again_as_a_whole_refused()
    {
        var api = Connect();
        var file = await OpenedFile.OpenAsync(Write(Square(119.94, 31.7, 0.01)), null, Cancel);

        var (recorded, faults) = await file.ImportAsync(api, RegisterCatalogue.Compounds, "li", Cancel);

        Assert.Equal((1, 0), (recorded, faults.Count));
        Assert.Equal("清英新村", (await api.ItemAsync("compounds", "Z1", null, Cancel)).Text("name_zh"));
        await Assert.ThrowsAsync<ApiProblemException>(() => file.ImportAsync(api, RegisterCatalogue.Compounds, "li", Cancel));
    }

    [Fact]
    public async Task Rows_at_fault_are_told_by_number_and_nothing_is_sent()
    {
        var api = Connect();
        var file = await OpenedFile.OpenAsync(Write(Square(119.94, 31.7, 0.01, ",\"plan_year\":1066")), null, Cancel);

        var (recorded, faults) = await file.ImportAsync(api, RegisterCatalogue.Compounds, "li", Cancel);

        Assert.Equal((0, 1L), (recorded, Assert.Single(faults).Number));
        Assert.Empty((await api.PageAsync("compounds", new ItemQuery(), Cancel)).Features);
    }

    [Fact]
    public async Task A_file_of_another_kind_says_what_it_is()
    {
        var path = Path.Combine(Folder, "x.pdf");
        await File.WriteAllTextAsync(path, "%PDF-1.7", Cancel);

        await Assert.ThrowsAsync<SourceFileException>(() => OpenedFile.OpenAsync(path, null, Cancel));
    }

    private static string Square(double x, double y, double side, string more = "")
    {
        string At(double dx, double dy) => string.Create(CultureInfo.InvariantCulture, $"[{x + dx},{y + dy}]");
        return $"{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"code\":\"Z1\",\"name_zh\":\"清英新村\"{more}}},"
            + $"\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{At(0, 0)},{At(side, 0)},{At(side, side)},{At(0, side)},{At(0, 0)}]]}}}}]}}";
    }

    private string Write(string text)
    {
        var path = Path.Combine(Folder, Guid.NewGuid().ToString("N") + ".geojson");
        File.WriteAllText(path, text);
        return path;
    }
}
