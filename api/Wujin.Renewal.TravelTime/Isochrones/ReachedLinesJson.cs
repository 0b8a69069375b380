using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>Writes reached roads as GeoJSON: a feature a limit, its geometry the MultiLineString of all parts within it and no lesser one.</summary>
public static class ReachedLinesJson
{
    /// <summary>Writes them.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="description">What they rest on.</param>
    public static byte[] Write(RoadNetwork network, IEnumerable<ReachedPart> parts, IsochroneDescription description)
    {
        var text = new Utf8Text();
        text.Add("{\"type\":\"FeatureCollection\",\"features\":["u8);
        var points = new List<(int LonE6, int LatE6)>();
        foreach (var group in parts.GroupBy(part => part.LimitMilliseconds).OrderBy(group => group.Key))
        {
            text.Add("{\"type\":\"Feature\",\"properties\":{\"minutes\":"u8).Add(group.Key / 60_000.0)
                .Add(",\"length_m\":"u8).Add(Math.Round(group.Sum(part => part.Metres(network))))
                .Add(",\"profile\":\""u8).Add(description.Profile.Name()).Add("\",\"direction\":\""u8).Add(description.Direction)
                .Add("\",\"snap_distance_m\":"u8).Add(Math.Round(description.SnapMetres, 1))
                .Add(",\"note\":\""u8).Add(description.Note)
                .Add("\"},\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":["u8);
            foreach (var part in group)
            {
                points.Clear();
                part.AddTo(network, points);
                text.Add("["u8);
                text.AddPoints(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(points));
                text.Drop((byte)',').Add("],"u8);
            }

            text.Drop((byte)',').Add("]}},"u8);
        }

        return text.Drop((byte)',').Add("]}"u8).Written.ToArray();
    }
}
