using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>Writes GeoJSON (RFC 7946) of isochrones straight to bytes. Reusable; one thread at a time.</summary>
public sealed class IsochroneJson
{
    private readonly Utf8Text _text = new();
    private readonly List<int> _holes = [];

    /// <summary>What is written so far; until the next <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<byte> Written => _text.Written;

    /// <summary>Begins a collection.</summary>
    public void Begin()
    {
        _text.Clear();
        _text.Add("{\"type\":\"FeatureCollection\",\"features\":["u8);
    }

    /// <summary>Adds the polygons of one limit: a feature with <c>minutes</c>, <c>area_m2</c> and what they rest on; its geometry a MultiPolygon.</summary>
    /// <param name="shape">The polygons.</param>
    /// <param name="description">What they rest on.</param>
    public void Add(IsochroneShape shape, IsochroneDescription description)
    {
        _text.Add("{\"type\":\"Feature\",\"properties\":{\"minutes\":"u8).Add(shape.LimitMilliseconds / 60_000.0)
            .Add(",\"area_m2\":"u8).Add(Math.Round(shape.AreaSquareMetres))
            .Add(",\"profile\":\""u8).Add(description.Profile.Name())
            .Add("\",\"direction\":\""u8).Add(description.Direction)
            .Add("\",\"cell_m\":"u8).Add(description.CellMetres)
            .Add(",\"snap_distance_m\":"u8).Add(Math.Round(description.SnapMetres, 1))
            .Add(",\"note\":\""u8).Add(description.Note)
            .Add("\"},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":["u8);
        AddPolygons(shape);
        _text.Drop((byte)',').Add("]}},"u8);
    }

    /// <summary>Ends the collection.</summary>
    public ReadOnlyMemory<byte> End()
    {
        _text.Drop((byte)',').Add("]}"u8);
        return _text.Written;
    }

    private void AddPolygons(IsochroneShape shape)
    {
        var rings = shape.Rings;
        var next = LinkHoles(rings);
        for (var r = 0; r < rings.Length; r++)
        {
            if (rings[r].Exterior != r)
            {
                continue;
            }

            _text.Add("["u8);
            for (var ring = r; ring >= 0; ring = next[ring])
            {
                AddRing(shape, rings[ring]);
            }

            _text.Drop((byte)',').Add("],"u8);
        }
    }

    private void AddRing(IsochroneShape shape, in IsochroneShape.Ring ring)
    {
        var points = shape.PointsOf(ring);
        _text.Add("["u8);
        _text.AddPoints(points);
        _text.AddPoints(points[..1]);
        _text.Drop((byte)',').Add("],"u8);
    }

    // A chain from each exterior through its holes.
    private ReadOnlySpan<int> LinkHoles(ReadOnlySpan<IsochroneShape.Ring> rings)
    {
        System.Runtime.InteropServices.CollectionsMarshal.SetCount(_holes, rings.Length);
        var next = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_holes);
        next.Fill(-1);
        for (var r = rings.Length - 1; r >= 0; r--)
        {
            var exterior = rings[r].Exterior;
            if (exterior != r)
            {
                (next[r], next[exterior]) = (next[exterior], r);
            }
        }

        return next;
    }
}
