namespace Wujin.Renewal.TravelTime.Search.Matrix;

/// <summary>Travel times from each origin to each destination.</summary>
/// <param name="OriginCount">How many rows.</param>
/// <param name="DestinationCount">How many columns.</param>
/// <param name="Milliseconds">Row by row; <see cref="ReachField.Unreached"/> where there is no way.</param>
public sealed record TravelTimeMatrix(int OriginCount, int DestinationCount, ReadOnlyMemory<uint> Milliseconds)
{
    /// <summary>From an origin to a destination, milliseconds; <see cref="ReachField.Unreached"/> where there is no way.</summary>
    public uint this[int origin, int destination] => Milliseconds.Span[(origin * DestinationCount) + destination];
}
