using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Domain.Crs;

namespace Wujin.Renewal.Api.Editing;

/// <summary>
/// The coordinate system of a body, by the header <c>Content-Crs</c> (OGC 20-002, Features Part 4). Axis order is that of the system's
/// definition: latitude or northing first for EPSG:4490, 4326, 4549 and 4528, easting first for 3857, longitude first for CRS84, the default.
/// </summary>
internal static class InputCrs
{
    internal const string Header = "Content-Crs";

    /// <summary>The systems named in documents; every other CGCS2000 Gauss-Kruger zone is taken as well.</summary>
    internal static IReadOnlyList<CoordinateSystem> Named => ServedSystems.All;

    /// <summary>Reads the header.</summary>
    /// <exception cref="ProblemException">415 for a system that is not known.</exception>
    internal static CoordinateSystem Read(HttpRequest request)
    {
        var given = request.Headers[Header].ToString();
        if (given.Length == 0)
        {
            return CoordinateSystems.Crs84;
        }

        if (CoordinateSystems.TryParse(given, out var system) && system.Uri is not null)
        {
            return system;
        }

        var detail = $"{Header} names no coordinate system that is taken here; expected one of {string.Join(", ", Named.Select(s => $"<{s.Uri}>"))}.";
        throw new ProblemException(new Problem(ProblemTypes.UnsupportedMediaType, detail) { Errors = [ProblemError.OfHeader(Header, detail)] });
    }
}
