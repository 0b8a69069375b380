using Wujin.Renewal.Domain.Attention;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Attention;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Attention;

/// <summary>
/// Reads the whole attention list. The list of today is remembered until anybody writes anything or the day ends: making it takes seconds for a
/// hundred thousand sites, and a dashboard asks for it again and again.
/// </summary>
internal sealed class AttentionReader(AttentionStore store, RegisterDatabase database, TimeProvider time)
{
    /// <summary>A longer list is made anew each time rather than kept in memory.</summary>
    private const int MostRemembered = 50_000;

    private volatile Known? _known;

    private sealed record Known(string State, DateOnly Day, AttentionList List);

    /// <summary>The list at an effective date, as recorded at an instant; null for today, and now.</summary>
    /// <exception cref="FutureInstantException">The instant has not come yet.</exception>
    internal async Task<AttentionList> ReadAsync(DateOnly? effectiveOn, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        if (asOf is not null || effectiveOn is not null)
        {
            return _known is { } given && given.List.AsOf == asOf?.ToUniversalTime() && given.List.EffectiveOn == (effectiveOn ?? given.List.EffectiveOn)
                ? given.List
                : await store.ListAsync(new AttentionQuery(effectiveOn, asOf), cancellation).ConfigureAwait(false);
        }

        // Named before the list is made: a write in between leaves a name that nobody will ask for again, and the list is made once more.
        var state = await DatabaseState.ReadAsync(database.Reading, cancellation).ConfigureAwait(false);
        var today = TwoDates.DayOf(time.GetUtcNow());
        if (state is not null && _known is { } known && known.State == state && known.Day == today)
        {
            return known.List;
        }

        var list = await store.ListAsync(new AttentionQuery(), cancellation).ConfigureAwait(false);
        if (state is not null && list.EffectiveOn == today && list.Items.Count <= MostRemembered)
        {
            _known = new Known(state, today, list);
        }

        return list;
    }
}
