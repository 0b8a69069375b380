using System.Buffers.Binary;
using System.Globalization;
using Wujin.Renewal.Store.Roads;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Roads;

/// <summary>The roads of a network as rows of the collection <c>roads</c>.</summary>
internal static class RoadRows
{
    /// <summary>One row a segment that anyone may use.</summary>
    internal static IEnumerable<RoadRow> Of(RoadNetwork network)
    {
        var times = network.Times[(int)Profile.Car].Milliseconds;
        for (var s = 0; s < network.Segments.Length; s++)
        {
            if (network.TurnGraphs.Any(g => g.FirstState[2 * s] >= 0 || g.FirstState[2 * s + 1] >= 0))
            {
                yield return Row(network, s, times[2 * s], times[2 * s + 1]);
            }
        }
    }

    private static RoadRow Row(RoadNetwork network, int number, uint forward, uint backward)
    {
        var segment = network.Segments[number];
        var (isForward, isBackward) = (forward < EdgeTimes.Closed, backward < EdgeTimes.Closed);
        double? seconds = isForward || isBackward ? Math.Min(forward, backward) / 1000.0 : null;
        double? speed = seconds > 0 ? Math.Round(segment.LengthMm / 1000.0 / seconds.Value * 3.6, 1) : null;
        // A road that is open against its drawing only is drawn the way it is driven.
        return new RoadRow(
            number.ToString(CultureInfo.InvariantCulture), segment.WayId, segment.Class.OsmName(), segment.Name == 0 ? null : network.Names[segment.Name],
            speed, seconds, isForward != isBackward, segment.LengthMm / 1000.0, (segment.Flags & SegmentFlags.Demo) != 0,
            Ewkb(network.Shape(number), isReversed: isBackward && !isForward));
    }

    private static byte[] Ewkb(ReadOnlySpan<Position> line, bool isReversed)
    {
        var bytes = new byte[13 + 16 * line.Length];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(1), 0x2000_0002);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), Domain.Schema.GeometryRules.StorageSrid);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(9), line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var position = line[isReversed ? line.Length - 1 - i : i];
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(13 + 16 * i), position.Longitude);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(21 + 16 * i), position.Latitude);
        }

        return bytes;
    }
}
