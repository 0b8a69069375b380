namespace Wujin.Renewal.TravelTime.Network;

/// <summary>In which direction each edge leaves its first junction; where it arrives from follows from its opposite edge.</summary>
internal static class EdgeBearings
{
    /// <summary>Nearer points of a line say more about how it was drawn than about where the road goes.</summary>
    private const double LookAheadMetres = 12;

    /// <summary>The bearing of each edge at its beginning in 1/65,536 of a circle, clockwise from north.</summary>
    public static ushort[] AtBeginning(ReadOnlySpan<Segment> segments, ReadOnlySpan<Position> points)
    {
        var bearings = new ushort[segments.Length * 2];
        for (var s = 0; s < segments.Length; s++)
        {
            var line = points.Slice(segments[s].FirstPoint, segments[s].PointCount);
            bearings[2 * s] = Towards(line, 0, 1);
            bearings[2 * s + 1] = Towards(line, line.Length - 1, -1);
        }

        return bearings;
    }

    /// <summary>How far one turns to the right between two bearings of <see cref="AtBeginning"/>, degrees, -180 to 180.</summary>
    /// <param name="bearings">Of all edges.</param>
    /// <param name="from">The edge that ends here.</param>
    /// <param name="to">The edge that begins here.</param>
    public static double DegreesToTheRight(ReadOnlySpan<ushort> bearings, int from, int to) =>
        (short)(ushort)(bearings[to] - bearings[from ^ 1] - 32768) * (360.0 / 65536);

    private static ushort Towards(ReadOnlySpan<Position> line, int start, int step)
    {
        var origin = line[start];
        var scale = GroundDistance.LocalScale.At(origin.LatE7);
        double x = 0, y = 0;
        for (var i = start + step; i >= 0 && i < line.Length; i += step)
        {
            x = GroundDistance.LongitudeDifference(origin, line[i]) * scale.MetresPerLonUnit;
            y = ((long)line[i].LatE7 - origin.LatE7) * scale.MetresPerLatUnit;
            if (x * x + y * y >= LookAheadMetres * LookAheadMetres)
            {
                break;
            }
        }

        return (ushort)(int)Math.Round(Math.Atan2(x, y) * (65536 / (2 * Math.PI)));
    }
}
