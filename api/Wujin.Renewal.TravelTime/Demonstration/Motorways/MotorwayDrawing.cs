using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Settlements;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Motorways;

/// <summary>Draws the lines of motorways: smooth, ending before cities and at other motorways where those are near.</summary>
internal static class MotorwayDrawing
{
    /// <summary>The part of a motorway that a junction with another one needs on both sides.</summary>
    public const double RoomMetres = 1000;

    private const double JoinWithinMetres = 4000;

    public static List<Motorway> Draw(DemonstrationGround ground, ulong seed)
    {
        var corridors = ground.Corridors.Where(c => c.Class == RoadClass.Motorway).ToList();
        var cities = ground.Places.Select(p => (Centre: Plane.Metres(p.Longitude, p.Latitude), Size: SettlementSize.Of(p.Role)))
            .Where(p => p.Size.IsCity).Select(p => (p.Centre, Radius: p.Size.RadiusMetres * 1.15)).ToList();
        var rough = corridors.Select(c => Rough(c, cities, seed)).ToList();
        for (var i = 0; i < rough.Count; i++)
        {
            JoinEnd(rough, i);
            rough[i].Reverse();
            JoinEnd(rough, i);
            rough[i].Reverse();
        }

        return [.. corridors.Zip(rough, (corridor, line) => new Motorway(corridor, Line(line)))];
    }

    private static List<Vec> Rough(DemonstrationCorridor corridor, List<(Vec Centre, double Radius)> cities, ulong seed)
    {
        var random = SeededRandom.For(seed, "motorway " + corridor.Reference);
        var rough = Curve.Swung([.. corridor.Waypoints.Select(w => Plane.Metres(w.Longitude, w.Latitude))], 7000, 420, random);
        for (var end = 0; end < 2; end++)
        {
            rough.Reverse();
            foreach (var (centre, radius) in cities.Where(c => Vec.Distance(c.Centre, rough[^1]) < c.Radius))
            {
                var line = new Polyline(rough);
                var at = line.Length;
                while (at > 0 && Vec.Distance(line.At(at), centre) < radius)
                {
                    at -= 100;
                }

                rough = [.. line.Part(0, at)!.Points];
            }
        }

        return rough;
    }

    // Leads the end of one motorway to another that is near.
    private static void JoinEnd(List<List<Vec>> rough, int which)
    {
        var end = rough[which][^1];
        var best = (Distance: JoinWithinMetres, Place: default(Vec));
        for (var other = 0; other < rough.Count; other++)
        {
            var line = Line(rough[other]);
            if (other != which && line.Part(RoomMetres, line.Length - RoomMetres) is { } middle && middle.Nearest(end) is var near && near.Distance < best.Distance)
            {
                best = (near.Distance, middle.At(near.Along));
            }
        }

        // Another that it crosses just before its end needs no second junction.
        if (best.Distance < JoinWithinMetres && !CrossesNear(rough, which, end))
        {
            if (best.Distance < 1500)
            {
                rough[which].RemoveAt(rough[which].Count - 1);
            }

            rough[which].Add(best.Place);
        }
    }

    private static bool CrossesNear(List<List<Vec>> rough, int which, Vec end)
    {
        var line = Line(rough[which]);
        var index = new PieceIndex(1000);
        for (var other = 0; other < rough.Count; other++)
        {
            if (other != which)
            {
                index.Add(other, Line(rough[other]));
            }
        }

        return Crossing.Of(line, index).Any(c => c.Along < line.Length - 300 && Vec.Distance(line.At(c.Along), end) < 2 * JoinWithinMetres);
    }

    private static Polyline Line(List<Vec> rough) => new(Curve.Through(rough, 150, 4));
}
