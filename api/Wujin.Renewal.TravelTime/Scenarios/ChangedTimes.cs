using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>The times of the baseline's edges after closings and changes of speed; copies, profile by profile.</summary>
internal sealed class ChangedTimes
{
    private static readonly Profile[] CarProfiles = [Profile.Car, Profile.CarPeakAm, Profile.CarPeakPm];

    private readonly RoadNetwork _network;
    private readonly RoadSelection _selection;
    private readonly List<ScenarioFault> _faults;

    /// <summary>Copies the times of the network.</summary>
    /// <param name="network">The baseline.</param>
    /// <param name="segments">Its tree.</param>
    /// <param name="segmentCount">How many segments to leave room for, those of the baseline included.</param>
    /// <param name="faults">Receives faults.</param>
    public ChangedTimes(RoadNetwork network, BoxTree segments, int segmentCount, List<ScenarioFault> faults)
    {
        _network = network;
        _selection = new RoadSelection(network, segments);
        _faults = faults;
        Milliseconds = [.. network.Times.Select(times =>
        {
            var copy = new uint[segmentCount * 2];
            times.Milliseconds.Span.CopyTo(copy);
            return copy;
        })];
    }

    /// <summary>By profile and edge; edges after the baseline's are to be filled in.</summary>
    public uint[][] Milliseconds { get; }

    /// <summary>Changes speeds, then closes; whatever the order in the file, what is closed stays closed.</summary>
    public void Apply(IReadOnlyList<ScenarioEdit> edits)
    {
        foreach (var edit in edits.OfType<ChangeSpeeds>())
        {
            var meant = edit.Area is not null ? _selection.WithMiddleIn(edit.Area)
                : edit.WayId is { } way ? _selection.OfWay(way)
                : _selection.OfClass(edit.Class!.Value);
            Report(meant.Count, edit, edit.Area, edit.WayId, "no road has its middle in this area");
            foreach (var segment in meant)
            {
                ChangeSpeed(edit, segment, 2 * segment);
                ChangeSpeed(edit, segment, (2 * segment) + 1);
            }
        }

        foreach (var edit in edits.OfType<CloseRoads>())
        {
            var meant = edit.Area is not null ? _selection.Touching(edit.Area) : _selection.OfWay(edit.WayId!.Value);
            Report(meant.Count, edit, edit.Area, edit.WayId, "no road touches this area: it closes nothing");
            foreach (var segment in meant)
            {
                foreach (var times in Milliseconds)
                {
                    times[2 * segment] = times[(2 * segment) + 1] = EdgeTimes.Closed;
                }
            }
        }
    }

    private void ChangeSpeed(ChangeSpeeds edit, int segment, int edge)
    {
        var before = Milliseconds[(int)Profile.Car][edge];
        if (before >= EdgeTimes.Closed)
        {
            return;
        }

        // With a speed given, time spent waiting on the edge goes too: it is the speed over all, as measured.
        var factor = edit.Factor ?? (before == 0 ? 1 : before / (_network.Segments[segment].LengthMm * 3.6 / edit.SpeedKmh!.Value));
        foreach (var profile in CarProfiles)
        {
            ref var time = ref Milliseconds[(int)profile][edge];
            time = time >= EdgeTimes.Closed ? time : (uint)Math.Min(Math.Round(time / factor), EdgeTimes.Closed - 1);
        }
    }

    private void Report(int count, ScenarioEdit edit, object? area, long? wayId, string nothing)
    {
        if (count == 0)
        {
            _faults.Add(area is not null ? new ScenarioFault($"{edit.Pointer}/geometry", char.ToUpperInvariant(nothing[0]) + nothing[1..] + ".")
                : wayId is { } way ? new ScenarioFault($"{edit.Pointer}/properties/way_id", $"The network has no road of way {way}.")
                : new ScenarioFault($"{edit.Pointer}/properties/class", "The network has no road of this class."));
        }
    }
}
