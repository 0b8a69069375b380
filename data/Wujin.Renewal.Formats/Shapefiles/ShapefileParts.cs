namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>The parts of a shapefile, wherever they come from.</summary>
/// <param name="Shapes">The .shp, seekable.</param>
/// <param name="Table">The .dbf, seekable.</param>
/// <param name="Projection">Text of the .prj, or null.</param>
/// <param name="CodePage">Text of the .cpg, or null.</param>
internal sealed record ShapefileParts(Stream Shapes, Stream Table, string? Projection, string? CodePage) : IDisposable
{
    /// <summary>Opens files that lie side by side.</summary>
    /// <exception cref="SourceFileException">The table is missing.</exception>
    public static ShapefileParts OpenPlain(string path)
    {
        var table = Companion.Find(path, ".dbf")
            ?? throw new SourceFileException($"{Path.ChangeExtension(path, ".dbf")} is missing: a shapefile keeps its attributes there. Copy it beside the .shp file.");
        var shapes = File.OpenRead(path);
        try
        {
            return new(shapes, File.OpenRead(table), Companion.ReadText(path, ".prj"), Companion.ReadText(path, ".cpg"));
        }
        catch
        {
            shapes.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Shapes.Dispose();
        Table.Dispose();
    }
}
