namespace Wujin.Renewal.Store.Features;

/// <summary>The register was asked for as recorded at an instant that the database's clock has not reached.</summary>
public sealed class FutureInstantException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="instant">The instant asked for.</param>
    /// <param name="inner">What the database said.</param>
    public FutureInstantException(DateTimeOffset instant, Exception? inner = null)
        : base($"The register cannot be read as of {instant:O}: that instant has not come yet.", inner) => Instant = instant;

    /// <summary>The instant asked for.</summary>
    public DateTimeOffset Instant { get; }
}
