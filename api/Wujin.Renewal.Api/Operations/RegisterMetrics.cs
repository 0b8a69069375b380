using System.Diagnostics.Metrics;

namespace Wujin.Renewal.Api.Operations;

/// <summary>Counters of the service's own, beside those of the web server, the runtime and the driver.</summary>
public static class RegisterMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Wujin.Renewal";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Served =
        Meter.CreateCounter<long>("wujin.features.served", "{feature}", "Features sent to clients, by collection.");

    private static readonly Counter<long> Written =
        Meter.CreateCounter<long>("wujin.features.written", "{feature}", "Features created, changed or deleted by clients, by collection and operation.");

    /// <summary>Counts features sent.</summary>
    public static void CountServed(string collectionId, long features) => Served.Add(features, new KeyValuePair<string, object?>("collection", collectionId));

    /// <summary>Counts features written.</summary>
    /// <param name="collectionId">The collection.</param>
    /// <param name="operation"><c>create</c>, <c>replace</c>, <c>patch</c>, <c>delete</c> or <c>stage</c>.</param>
    /// <param name="features">How many.</param>
    public static void CountWritten(string collectionId, string operation, long features = 1) => Written.Add(
        features, new KeyValuePair<string, object?>("collection", collectionId), new KeyValuePair<string, object?>("operation", operation));
}
