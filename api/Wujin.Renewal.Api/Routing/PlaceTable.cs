using NetTopologySuite.Geometries;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Formats;
using Position = Wujin.Renewal.TravelTime.Network.Position;

namespace Wujin.Renewal.Api.Routing;

/// <summary>Places from a CSV with the columns lon and lat in degrees (and id, code or name, else the line counts).</summary>
internal static class PlaceTable
{
    private static readonly string[] IdNames = ["id", "code", "name", "name_zh"];

    /// <summary>Reads a table.</summary>
    /// <exception cref="WorkFailedException">It cannot be read, or a row has no place; all such rows are named.</exception>
    public static List<(string Id, Position Place)> Read(string path)
    {
        try
        {
            using var file = SourceFile.Open(path, new SourceOptions { Crs = CoordinateSystems.TryParse("EPSG:4490", out var degrees) ? degrees : null });
            var names = file.Fields.Select(f => f.Name.ToLowerInvariant()).ToList();
            var id = IdNames.Select(name => names.IndexOf(name)).FirstOrDefault(index => index >= 0, -1);
            var places = new List<(string, Position)>();
            var faults = new List<string>();
            foreach (var row in file.Rows())
            {
                if (row.Geometry is Point { IsEmpty: false } point && Math.Abs(point.X) <= 180 && Math.Abs(point.Y) <= 90)
                {
                    places.Add((id >= 0 ? $"{row.Values[id]}" : $"{row.Number}", Position.FromDegrees(point.X, point.Y)));
                }
                else
                {
                    faults.Add($"{row.Number}");
                }
            }

            return faults.Count == 0 && places.Count > 0 ? places
                : throw new WorkFailedException(faults.Count > 0
                    ? $"{path}: no longitude and latitude in degrees (columns lon, lat) in rows {string.Join(", ", faults.Take(20))}{(faults.Count > 20 ? " …" : string.Empty)}."
                    : $"{path} holds no places; it needs the columns lon and lat, and may have id.");
        }
        catch (SourceFileException wrong)
        {
            throw new WorkFailedException(wrong.Message, wrong);
        }
    }
}
