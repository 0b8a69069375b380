using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace Wujin.Renewal.Store.Features;

/// <summary>Exact numbers of matching features, each counted once per state of the database.</summary>
/// <remarks>
/// A client that pages through 100,000 features would otherwise have them counted 1,000 times: 10 ms each, more than a page takes to read.
/// </remarks>
internal sealed class FeatureCounts(NpgsqlDataSource source)
{
    private const int Capacity = 1024;

    private readonly ConcurrentDictionary<string, (string State, long Count)> _known = new(StringComparer.Ordinal);

    /// <summary>Counts the features that match a query, or recalls the count when nothing has been written since.</summary>
    /// <param name="query">The query; where the page starts and how long it is do not matter.</param>
    /// <param name="state">The state of the database at the start of the request, or null where it has no name.</param>
    /// <param name="cancellation">Ends the count.</param>
    internal async Task<long> CountAsync(FeatureQuery query, string? state, CancellationToken cancellation)
    {
        var statement = FeatureStatement.Count(query);
        var key = Key(statement);
        if (state is not null && _known.TryGetValue(key, out var known) && known.State == state)
        {
            return known.Count;
        }

        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(statement);
        var count = (long)(await batch.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
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

    private static string Key(NpgsqlBatchCommand statement) =>
        string.Join('\u001f', statement.Parameters.Select(Spell).Prepend(statement.CommandText));

    private static string Spell(NpgsqlParameter parameter) => parameter.Value switch
    {
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
