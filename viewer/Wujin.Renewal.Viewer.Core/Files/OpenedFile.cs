using System.Globalization;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats;
using Wujin.Renewal.Formats.Mapping;
using Wujin.Renewal.Viewer.Core.Connection;

namespace Wujin.Renewal.Viewer.Core.Files;

/// <summary>Why rows of a file were not taken into the register.</summary>
/// <param name="Number">The row.</param>
/// <param name="Detail">What is wrong with it.</param>
internal sealed record RowFault(long Number, string Detail);

/// <summary>A file looked at over the register, brought from its own coordinate system to that of the map, and handed to import.</summary>
internal sealed class OpenedFile
{
    private const int FaultsTold = 50;

    private readonly string _path;
    private readonly SourceOptions _options;

    private OpenedFile(string path, SourceOptions options) => (_path, _options) = (path, options);

    /// <summary>Its name.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>The coordinate system, and how it is known.</summary>
    public required SourceCrs Crs { get; init; }

    /// <summary>What a person should know about it.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Names of its fields.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Rows, those without geometry included.</summary>
    public required int Rows { get; init; }

    /// <summary>Geometries in degrees of EPSG:4490.</summary>
    public required IReadOnlyList<Geometry> Geometries { get; init; }

    /// <summary>Opens a file and reads it whole, off the calling thread.</summary>
    /// <param name="path">GeoJSON, shapefile (.shp or zip), or a table with geometry.</param>
    /// <param name="crs">Its coordinate system where the file does not say; null to go by the file.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SourceFileException">It cannot be read, or its coordinate system is not known: then it is to be opened again with one.</exception>
    public static Task<OpenedFile> OpenAsync(string path, CoordinateSystem? crs, CancellationToken cancellation) => Task.Run(
        () =>
        {
            var options = new SourceOptions { Crs = crs };
            using var source = SourceFile.Open(path, options);
            if (source.HasGeometry && source.Crs.System is null)
            {
                throw new SourceFileException(source.Crs.Detail);
            }

            var geometries = new List<Geometry>();
            var rows = 0;
            foreach (var row in source.Rows())
            {
                cancellation.ThrowIfCancellationRequested();
                rows++;
                if (row.Geometry is { IsEmpty: false } geometry)
                {
                    var stored = CrsTransform.ToStorage(geometry, source.Crs.System!);
                    if (stored.Coordinates.All(c => c.IsValid))
                    {
                        geometries.Add(stored);
                    }
                }
            }

            return new OpenedFile(path, options)
            {
                Crs = source.Crs, Notices = source.Notices, Fields = [.. source.Fields.Select(f => f.Name)], Rows = rows, Geometries = geometries,
            };
        },
        cancellation);

    /// <summary>Takes all rows into the register as new sites, or none when one is at fault.</summary>
    /// <param name="api">The service.</param>
    /// <param name="collection">What they are.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="cancellation">Gives up, before anything is written.</param>
    /// <returns>How many were recorded; or the faults, and nothing was.</returns>
    /// <exception cref="ApiProblemException">The service refused.</exception>
    public async Task<(int Recorded, IReadOnlyList<RowFault> Faults)> ImportAsync(RenewalApi api, CollectionDefinition collection, string actor, CancellationToken cancellation)
    {
        var (features, faults) = await Task.Run(() => Build(collection, cancellation), cancellation).ConfigureAwait(false);
        return faults.Count > 0 ? (0, faults) : (await api.CreateManyAsync(collection.Id, features, actor, cancellation).ConfigureAwait(false), []);
    }

    private (JsonArray Features, IReadOnlyList<RowFault> Faults) Build(CollectionDefinition collection, CancellationToken cancellation)
    {
        using var source = SourceFile.Open(_path, _options);
        var mapping = ColumnMapping.Create(collection, source.Fields);
        List<RowFault> faults = [.. mapping.Errors.Select(e => new RowFault(0, e)), .. mapping.Missing.Select(p => new RowFault(0, $"{p.TitleZh} ({p.Name})"))];
        if (faults.Count > 0)
        {
            return ([], faults);
        }

        var builder = new DraftBuilder(mapping, source.Crs);
        var features = new JsonArray();
        foreach (var row in source.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            var built = builder.Build(row);
            faults.AddRange(built.Faults.Take(FaultsTold - faults.Count).Select(f => new RowFault(built.Number, f.Detail)));
            if (faults.Count >= FaultsTold)
            {
                break;
            }

            features.Add((JsonNode)Feature(built.Draft));
        }

        return (features, faults);
    }

    private static JsonObject Feature(FeatureDraft draft) => new()
    {
        ["type"] = "Feature",
        ["geometry"] = GeoJson.Write(draft.Geometry),
        ["properties"] = new JsonObject(draft.Values.Where(v => v.Key != "town_name" && v.Value is not null).Select(v => KeyValuePair.Create(v.Key, Json(v.Value!)))),
    };

    private static JsonNode? Json(object value) => value switch
    {
        string text => text,
        long number => number,
        decimal number => number,
        double number => number,
        bool flag => flag,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        string[] list => new JsonArray([.. list.Select(l => (JsonNode?)l)]),
        _ => value.ToString(),
    };
}
