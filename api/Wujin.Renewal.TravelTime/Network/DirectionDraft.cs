using System.Runtime.CompilerServices;

namespace Wujin.Renewal.TravelTime.Network;

/// <summary>One direction of a <see cref="LinkDraft"/>: who may, and how long it takes.</summary>
/// <param name="Modes">Who may use it.</param>
/// <param name="Traits">What else matters.</param>
/// <param name="Times">Milliseconds at full length by profile; those of modes that may not use it are ignored.</param>
public readonly record struct DirectionDraft(ModeSet Modes, EdgeTraits Traits, ProfileTimes Times)
{
    /// <summary>A direction that nobody may use.</summary>
    public static DirectionDraft Closed { get; }

    /// <summary>A direction that takes everyone the same time.</summary>
    /// <param name="modes">Who may use it.</param>
    /// <param name="milliseconds">How long it takes.</param>
    /// <param name="traits">What else matters.</param>
    public static DirectionDraft Uniform(ModeSet modes, uint milliseconds, EdgeTraits traits = EdgeTraits.None)
    {
        var times = default(ProfileTimes);
        ((Span<uint>)times).Fill(milliseconds);
        return new(modes, traits, times);
    }
}

/// <summary>A time for each <see cref="Profile"/>, in order of its number, milliseconds.</summary>
[InlineArray(Count)]
public struct ProfileTimes : IEquatable<ProfileTimes>
{
    /// <summary>How many profiles there are.</summary>
    public const int Count = 5;

    private uint _first;

    /// <inheritdoc/>
    public readonly bool Equals(ProfileTimes other) => ((ReadOnlySpan<uint>)this).SequenceEqual(other);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is ProfileTimes other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => (int)_first;

    /// <summary>Whether all times are equal.</summary>
    public static bool operator ==(ProfileTimes left, ProfileTimes right) => left.Equals(right);

    /// <summary>Whether any time differs.</summary>
    public static bool operator !=(ProfileTimes left, ProfileTimes right) => !left.Equals(right);
}

/// <summary>A road between two junctions, to be drawn into a <see cref="RoadDraft"/>.</summary>
/// <param name="From">Junction of the draft where the drawing begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Class">Road class.</param>
/// <param name="Forward">As drawn.</param>
/// <param name="Backward">Against it.</param>
public readonly record struct LinkDraft(int From, int To, RoadClass Class, DirectionDraft Forward, DirectionDraft Backward)
{
    /// <summary>OSM way; negative for roads that are made up.</summary>
    public long WayId { get; init; } = -1;

    /// <summary>A name of the draft; 0 is none.</summary>
    public int Name { get; init; }

    /// <summary>What else matters.</summary>
    public SegmentFlags Flags { get; init; }
}
