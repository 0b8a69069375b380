using Npgsql;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Store;

/// <summary>The two dates that a figure belongs to.</summary>
/// <param name="EffectiveOn">What happened up to the end of this day, in China.</param>
/// <param name="AsOf">What the register had recorded by this instant.</param>
public sealed record TwoDates(DateOnly EffectiveOn, DateTimeOffset AsOf)
{
    /// <summary>Dates of the register are calendar days in China, UTC+8 all year.</summary>
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>
    /// Settles both: no instant given means now, no date means the day of the instant. A date after that day is taken as that day, for nothing can be
    /// known of it by then.
    /// </summary>
    /// <exception cref="FutureInstantException">The instant has not come yet.</exception>
    public static async Task<TwoDates> SettleAsync(NpgsqlDataSource source, DateOnly? effectiveOn, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);

        // A statement of its own: what is read afterwards takes a later snapshot, which shows every change stamped before the instant.
        await using var command = source.CreateCommand(asOf is null ? "SELECT renewal.settled_now()" : "SELECT $1 FROM renewal.settle($1)");
        if (asOf is { } given)
        {
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = given.ToUniversalTime() });
        }

        try
        {
            var instant = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!);
            var day = DayOf(instant);
            return new TwoDates(effectiveOn is { } wanted && wanted < day ? wanted : day, instant);
        }
        catch (PostgresException e) when (e.SqlState == FeatureStatement.FutureInstant)
        {
            throw new FutureInstantException(asOf!.Value, e);
        }
    }

    /// <summary>The calendar day of an instant in China.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(China).DateTime);
}
