using System.Runtime.InteropServices;

namespace Wujin.Renewal.TravelTime.Network;

/// <summary>
/// A piece of one OSM way between two junctions, without a junction in between. Its two directions are the edges 2·s (as drawn) and 2·s + 1.
/// </summary>
/// <param name="WayId">OSM way; negative for roads that a scenario or a generator made.</param>
/// <param name="From">Junction where the drawing begins.</param>
/// <param name="To">Junction where it ends; may equal <paramref name="From"/>.</param>
/// <param name="FirstPoint">Index of its first point in <see cref="RoadNetwork.Points"/>; the points of both junctions are among them.</param>
/// <param name="PointCount">How many points, at least 2.</param>
/// <param name="LengthMm">Length along the points in millimetres (WGS 84 ellipsoid).</param>
/// <param name="Name">Index into <see cref="RoadNetwork.Names"/>; 0 is no name.</param>
/// <param name="Class">Road class.</param>
/// <param name="Flags">What else matters.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct Segment(
    long WayId, int From, int To, int FirstPoint, int PointCount, uint LengthMm, int Name, RoadClass Class, SegmentFlags Flags);

/// <summary>Properties of a <see cref="Segment"/> that are no class.</summary>
[Flags]
public enum SegmentFlags : byte
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>Within a built-up area: urban speeds.</summary>
    Urban = 1,

    /// <summary>On a bridge: crosses obstacles.</summary>
    Bridge = 2,

    /// <summary>In a tunnel: nobody gets off between its ends.</summary>
    Tunnel = 4,

    /// <summary>Toll road.</summary>
    Toll = 8,

    /// <summary>Roundabout.</summary>
    Roundabout = 16,

    /// <summary>For motor traffic only, apart from the rest: nobody gets off between its ends and nobody crosses it on foot (motorway, motorroad, ferry).</summary>
    Sealed = 32,

    /// <summary>Made up for demonstration.</summary>
    Demo = 64,
}
