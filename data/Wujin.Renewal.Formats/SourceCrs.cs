using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;

namespace Wujin.Renewal.Formats;

/// <summary>How the coordinate system of a file is known.</summary>
public enum CrsOrigin
{
    /// <summary>The file has no geometry.</summary>
    NotNeeded,

    /// <summary>A person said so.</summary>
    Option,

    /// <summary>The file says so (.prj, <c>crs</c> member).</summary>
    Declared,

    /// <summary>The format says so (GeoJSON is CRS84; a column of vertices is EPSG:4549).</summary>
    Format,

    /// <summary>The numbers leave hardly another choice; a person should confirm it.</summary>
    Guess,

    /// <summary>It is not known: a person has to say.</summary>
    Unknown,
}

/// <summary>The coordinate system of a file.</summary>
/// <param name="System">The system; null where it is not needed or not known.</param>
/// <param name="Origin">How it is known.</param>
/// <param name="Detail">One sentence for people: what it rests on, or what to do.</param>
public sealed record SourceCrs(CoordinateSystem? System, CrsOrigin Origin, string Detail)
{
    /// <summary>For a file without geometry.</summary>
    public static readonly SourceCrs NotNeeded = new(null, CrsOrigin.NotNeeded, "The file has no geometry.");

    internal static SourceCrs FromOption(CoordinateSystem system) => new(system, CrsOrigin.Option, $"{system.Code}, as stated.");

    /// <summary>Judges by the numbers alone.</summary>
    internal static SourceCrs FromExtent(Envelope extent, string why)
    {
        var guess = CoordinateGuess.Of(extent);
        if (guess is { IsSwapped: false, Srid: { } srid } && CoordinateSystems.Find(srid) is { } system)
        {
            return new(system, CrsOrigin.Guess, $"{why}; by its numbers {system.Code} ({system.Name}). Confirm it with --crs.");
        }

        return new(null, CrsOrigin.Unknown, $"{why}, and its coordinates do not settle it: {guess.Advice()}. Name it with --crs.");
    }
}
