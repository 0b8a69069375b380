using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace Wujin.Renewal.Store.Features;

/// <summary>Exact numbers of matching features, each counted once per state of the database, and no further than is cheap.</summary>
/// <remarks>
/// A client that pages through 100,000 features would otherwise have them counted 1,000 times: 10 ms each, more than a page takes to read.
/// </remarks>
public sealed class FeatureCounts
{
    /// <summary>So many are counted; of more it is only known that they are more.</summary>
    public const long Most = 50_000;

    /// <summary>So long a count may take: a filter that no index helps reads every feature of the collection.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private const int Capacity = 1024;

    private readonly ConcurrentDictionary<string, (string State, long? Count)> _known = new(StringComparer.Ordinal);
    private readonly NpgsqlDataSource _source;

    internal FeatureCounts(NpgsqlDataSource source) => _source = source;

    /// <summary>Counts the features that match a query, or recalls the count when nothing has been written since.</summary>
    /// <param name="query">The query; where the page starts and how long it is do not matter.</param>
    /// <param name="state">The state of the database at the start of the request, or null where it has no name.</param>
    /// <param name="cancellation">Ends the count.</param>
    /// <returns>Null where they are too many or counting takes too long.</returns>
    internal async Task<long?> CountAsync(FeatureQuery query, string? state, CancellationToken cancellation)
    {
        var statement = FeatureStatement.Count(query, Most + 1);
        var key = Key(statement);
        if (state is not null && _known.TryGetValue(key, out var known) && known.State == state)
        {
            return known.Count;
        }

        var count = await CountAsync(statement, cancellation).ConfigureAwait(false);
        if (state is not null)
        {
            if (_known.Count >= Capacity)
            {
                _known.Clear();
            }

            _known[key] = (state, count);
        }

        return count;
    }

    private async Task<long?> CountAsync(NpgsqlBatchCommand statement, CancellationToken cancellation)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(statement);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var count = (long)(await batch.ExecuteScalarAsync(patience.Token).ConfigureAwait(false))!;
            return count > Most ? null : count;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string Key(NpgsqlBatchCommand statement) =>
        string.Join('\u001f', statement.Parameters.Select(Spell).Prepend(statement.CommandText));

    private static string Spell(NpgsqlParameter parameter) => parameter.Value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        string[] texts => string.Join('\u001e', texts),
        Array values => string.Join('\u001e', values.Cast<object>().Select(Spell)),
        { } value => Spell(value),
        null => "",
    };

    private static string Spell(object value) => value switch
    {
        DateTimeOffset instant => instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
