using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>From the answer of a search to isochrones. Reusable, one thread at a time; a request of the size of the one before allocates next to nothing.</summary>
public sealed class IsochroneQuery
{
    private readonly SurfaceQuery _surfaces;
    private readonly IsochroneTracer _tracer = new();
    private readonly IsochroneShape _shape = new();
    private readonly IsochroneJson _json = new();

    /// <summary>Makes the workspace.</summary>
    public IsochroneQuery(SurfaceIndex index)
    {
        Index = index;
        _surfaces = new SurfaceQuery(index);
    }

    /// <summary>What it works with.</summary>
    public SurfaceIndex Index { get; }

    /// <summary>How many nodes of the lattice the surfaces made so far covered, at most: what the workspace holds in memory, at 8 bytes each.</summary>
    public long TouchedNodes => _surfaces.TouchedNodes;

    /// <summary>How far the search must go for some limits, in milliseconds: the largest and <see cref="SurfaceQuery.MarginMilliseconds"/>.</summary>
    /// <param name="limitsMilliseconds">The limits.</param>
    public uint SearchLimit(ReadOnlySpan<uint> limitsMilliseconds)
    {
        var largest = 0u;
        foreach (var limit in limitsMilliseconds)
        {
            largest = Math.Max(largest, limit);
        }

        return Math.Min(largest + _surfaces.MarginMilliseconds, ReachField.Unreached - 1);
    }

    /// <summary>The surface of a search; until the next run.</summary>
    /// <param name="field">What was reached within <see cref="SearchLimit"/>.</param>
    /// <param name="origins">Where it began, before the walk to the road.</param>
    public TimeSurface Surface(ReachField field, IReadOnlyList<Position> origins) => _surfaces.Run(field, origins);

    /// <summary>The isochrone of a surface as a geometry.</summary>
    /// <param name="surface">The surface.</param>
    /// <param name="limitMilliseconds">The limit.</param>
    /// <returns>The polygons in degrees, and their area in m² on the ellipsoid.</returns>
    public (NetTopologySuite.Geometries.MultiPolygon Polygons, double AreaSquareMetres) Draw(TimeSurface surface, uint limitMilliseconds)
    {
        _tracer.Trace(surface, limitMilliseconds, _shape);
        return (_shape.ToGeometry(), _shape.AreaSquareMetres);
    }

    /// <summary>The isochrones of a surface as GeoJSON, one feature a limit in the order given.</summary>
    /// <param name="surface">The surface.</param>
    /// <param name="limitsMilliseconds">The limits.</param>
    /// <param name="description">What they rest on.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlyMemory<byte> WriteGeoJson(TimeSurface surface, ReadOnlySpan<uint> limitsMilliseconds, IsochroneDescription description)
    {
        _json.Begin();
        foreach (var limit in limitsMilliseconds)
        {
            _tracer.Trace(surface, limit, _shape);
            _json.Add(_shape, description);
        }

        return _json.End();
    }
}
