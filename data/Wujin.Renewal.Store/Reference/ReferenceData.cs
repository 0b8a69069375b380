namespace Wujin.Renewal.Store.Reference;

/// <summary>The reference data that comes with the service, as read from the folder <c>reference</c> beside it.</summary>
/// <param name="Places">All rows of <c>places.csv</c>, platforms and the seats of the 16 towns among them.</param>
/// <param name="Tiers">The connectivity targets.</param>
/// <param name="Corridors">Main roads, rough.</param>
/// <param name="Waters">Lakes and waterways, rough.</param>
/// <param name="Outline">The outline of Wujin.</param>
/// <param name="Towns">Schematic areas of the 16 towns, tiling the outline.</param>
public sealed record ReferenceData(
    IReadOnlyList<PlaceRow> Places,
    IReadOnlyList<TierRow> Tiers,
    IReadOnlyList<CorridorRow> Corridors,
    IReadOnlyList<WaterRow> Waters,
    DistrictOutline Outline,
    IReadOnlyList<TownArea> Towns)
{
    /// <summary>Code of the district, 武进区.</summary>
    public const string DistrictCode = "320412";

    /// <summary>The folder that builds and publishing put beside the application.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "reference");

    /// <summary>Reads the reference data.</summary>
    /// <param name="folder">The folder, or null for <see cref="DefaultFolder"/>.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be; the message names it and the line.</exception>
    public static ReferenceData Load(string? folder = null)
    {
        folder ??= DefaultFolder;
        List<PlaceRow> places = [.. CsvRows.Read(Path.Combine(folder, "places.csv")).Select(PlaceRow.Of)];
        var outline = DistrictOutline.Read(Path.Combine(folder, $"outline-{DistrictCode}.geojson"));
        return new ReferenceData(
            places,
            [.. CsvRows.Read(Path.Combine(folder, "tiers.csv")).Select(TierRow.Of)],
            [.. CsvRows.Read(Path.Combine(folder, "corridors.csv")).Select(CorridorRow.Of)],
            [.. CsvRows.Read(Path.Combine(folder, "waters.csv")).Select(WaterRow.Of)],
            outline,
            TownArea.Divide(outline, [.. places.Where(p => p.IsTownSeat)]));
    }
}
