using Xunit;

namespace Wujin.Renewal.Integration.Tests.Tiles;

/// <summary>FEATURES.md has a row for every requirement of tiles. That the tests named there exist, RequirementListTests checks.</summary>
public sealed class TileRequirementListTests
{
    /// <summary>Every requirement of OGC 20-057 (OGC API – Tiles, Part 1: Core, 1.0) in the seven classes that are met.</summary>
    private static readonly string[] Requirements =
    [
        "core/conformance-success", "core/tc-op", "core/tc-tilematrix-definition", "core/tc-tilerow-definition", "core/tc-tilecol-definition", "core/tc-success",
        "core/tc-error", "tileset/description", "tilesets-list/tileset-links", "tilesets-list/tileset-path", "dataset-tilesets/landingpage",
        "dataset-tilesets/operation", "geodata-tilesets/desc-links", "geodata-tilesets/operation", "oas30/completeness", "oas30/operation-id", "mvt/content",
    ];

    [Fact]
    public void Every_requirement_of_tiles_has_its_row()
    {
        const string Prefix = "| `/ogcapi-tiles-1/1.0/req/";
        var rows = File.ReadLines(Find()).Where(l => l.StartsWith(Prefix, StringComparison.Ordinal)).Select(l => l[Prefix.Length..l.IndexOf("` |", StringComparison.Ordinal)]);

        Assert.Equal(Requirements, rows);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Wujin.Renewal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return Path.Combine(folder.FullName, "FEATURES.md");
    }
}
