using Npgsql;

namespace Wujin.Renewal.Store.Features;

/// <summary>Reads features of the register, as they are now or as they were recorded at an instant.</summary>
/// <param name="source">The database. One store per process: it remembers counts and extents.</param>
public sealed class FeatureStore(NpgsqlDataSource source)
{
    /// <summary>How long a page or a feature may take until it begins; what takes longer, no reader waits for.</summary>
    private static readonly TimeSpan PagePatience = TimeSpan.FromSeconds(30);

    private readonly FeatureCounts _counts = new(source);
    private readonly FeatureExtents _extents = new(source);

    /// <summary>Starts a query. A query with a limit yields up to one row more, which only tells that there is a next page.</summary>
    /// <exception cref="FutureInstantException"><see cref="FeatureQuery.AsOf"/> has not come yet.</exception>
    public async Task<FeatureRows> StartAsync(FeatureQuery query, CancellationToken cancellation)
    {
        await SettleAsync(query.AsOf, cancellation).ConfigureAwait(false);
        return await FeatureRows.StartAsync(source, FeatureStatement.Rows(query), query.Limit is null ? null : PagePatience, cancellation).ConfigureAwait(false);
    }

    /// <summary>Starts the query of one feature by its code: one row, or none. Of the query its collection, its instant and its shape count.</summary>
    /// <exception cref="FutureInstantException"><see cref="FeatureQuery.AsOf"/> has not come yet.</exception>
    public async Task<FeatureRows> StartOneAsync(FeatureQuery query, string code, CancellationToken cancellation)
    {
        await SettleAsync(query.AsOf, cancellation).ConfigureAwait(false);
        return await FeatureRows.StartAsync(source, FeatureStatement.One(query, code), PagePatience, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Exactly how many features match, wherever the page starts and however long it is; null where they are more than <see cref="FeatureCounts.Most"/> or
    /// counting takes longer than <see cref="FeatureCounts.Patience"/>.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="state">The state read at the start of the request, or null; see <see cref="StateAsync"/>.</param>
    /// <param name="cancellation">Ends the count.</param>
    public Task<long?> CountAsync(FeatureQuery query, string? state, CancellationToken cancellation) =>
        _counts.CountAsync(query, state, cancellation);

    /// <summary>A name for what is committed now, see <see cref="DatabaseState"/>; null where it has none.</summary>
    public Task<string?> StateAsync(CancellationToken cancellation) => DatabaseState.ReadAsync(source, cancellation);

    /// <summary>What every collection covers, by collection id.</summary>
    public Task<IReadOnlyDictionary<string, CollectionExtent>> ExtentsAsync(CancellationToken cancellation) => _extents.ReadAsync(cancellation);

    /// <remarks>
    /// A transaction of its own, never in a batch with the query: the lock that settling takes lasts as long as its transaction, and a client that
    /// reads slowly would keep every writer from committing.
    /// </remarks>
    private async Task SettleAsync(DateTimeOffset? asOf, CancellationToken cancellation)
    {
        if (asOf is not { } instant)
        {
            return;
        }

        await using var command = source.CreateCommand("SELECT renewal.settle($1)");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = instant.ToUniversalTime() });
        try
        {
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == FeatureStatement.FutureInstant)
        {
            throw new FutureInstantException(instant, e);
        }
    }
}
