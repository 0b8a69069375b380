using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Attention;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Store.Attention;

/// <summary>Reads the attention list, and records what was accepted as it is and the limits of the rules.</summary>
public sealed class AttentionStore(NpgsqlDataSource source)
{
    private const string Wanted = """
        FROM renewal.attention($1, $2) a
        WHERE ($3::text IS NULL OR coalesce(a.town_code, '-') = $3) AND ($4::text IS NULL OR a.kind = $4) AND ($5::text IS NULL OR a.rule = $5)
            AND ($6::text IS NULL OR a.site_code = $6) AND ($7::text IS NULL OR a.id = $7) AND ($8::boolean IS NULL OR (a.accepted_by IS NOT NULL) = $8)
        """;

    private const string Items = $"""
        SELECT id, rule, severity, site_code, kind, name_zh, name_en, town_code, town_name, stage, since, measure, allowed, other_code, other_name, facts::text,
            is_demo, accepted_by, accepted_at, accepted_reason, signature
        {Wanted}
        ORDER BY severity DESC, since, id
        LIMIT $9 OFFSET $10
        """;

    private const string Counts = $"SELECT rule, severity, town_code, accepted_by IS NOT NULL, count(*) {Wanted} GROUP BY 1, 2, 3, 4 ORDER BY 2 DESC, 1, 3, 4";

    /// <summary>The list: the most pressing first, then what has been so for longest.</summary>
    /// <exception cref="Features.FutureInstantException">The instant has not come yet.</exception>
    public async Task<AttentionList> ListAsync(AttentionQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var dates = await TwoDates.SettleAsync(source, query.EffectiveOn, query.AsOf, cancellation).ConfigureAwait(false);
        return new AttentionList(dates.EffectiveOn, dates.AsOf, [.. (await ReadAsync(query, dates, cancellation).ConfigureAwait(false)).Select(r => r.Item)]);
    }

    /// <summary>How many items the query matches, limit and offset aside, by rule, severity, town and acceptance.</summary>
    /// <exception cref="Features.FutureInstantException">The instant has not come yet.</exception>
    public async Task<IReadOnlyList<AttentionCount>> CountAsync(AttentionQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var dates = await TwoDates.SettleAsync(source, query.EffectiveOn, query.AsOf, cancellation).ConfigureAwait(false);
        await using var command = source.CreateCommand(Counts);
        AddWanted(command, query, dates);
        var counts = new List<AttentionCount>();
        await using var r = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await r.ReadAsync(cancellation).ConfigureAwait(false))
        {
            counts.Add(new AttentionCount(r.GetString(0), Severity(r.GetInt32(1)), r.IsDBNull(2) ? null : r.GetString(2), r.GetBoolean(3), (int)r.GetInt64(4)));
        }

        return counts;
    }

    /// <summary>Records that an item is accepted as it stands today. It is open again as soon as its situation changes.</summary>
    /// <param name="id">The item.</param>
    /// <param name="note">Who, and why: a reason is needed.</param>
    /// <param name="cancellation">Cancels before the statement is sent.</param>
    /// <returns>The item as accepted; null where it is not on the list now.</returns>
    /// <exception cref="ArgumentException">No reason is given.</exception>
    public async Task<AttentionItem?> AcceptAsync(string id, WriteNote note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentException.ThrowIfNullOrWhiteSpace(note.Reason, nameof(note));
        var query = new AttentionQuery { Id = id };
        var dates = await TwoDates.SettleAsync(source, null, null, cancellation).ConfigureAwait(false);
        if ((await ReadAsync(query, dates, cancellation).ConfigureAwait(false)) is not [var (item, signature)])
        {
            return null;
        }

        const string Sql = """
            INSERT INTO renewal.attention_acceptance AS a (code, site_code, signature, reason) VALUES ($1, $2, $3, $4)
            ON CONFLICT (code) DO UPDATE SET signature = excluded.signature, reason = excluded.reason
            RETURNING a.version
            """;
        NpgsqlParameter[] parameters = [new() { Value = id }, new() { Value = item.SiteCode }, new() { Value = signature }, new() { Value = note.Reason! }];
        await RecordedStatement.RunAsync(source, note, Sql, parameters, isStageDateGiven: false, cancellation).ConfigureAwait(false);
        return (await ListAsync(query, cancellation).ConfigureAwait(false)).Items.SingleOrDefault();
    }

    /// <summary>Takes an acceptance back; the history keeps it.</summary>
    /// <returns>False where there is none.</returns>
    public async Task<bool> ReopenAsync(string id, WriteNote note, CancellationToken cancellation) => await RecordedStatement.RunAsync(
        source, note, "DELETE FROM renewal.attention_acceptance WHERE code = $1 RETURNING version + 1", [new() { Value = id }], isStageDateGiven: false, cancellation)
        .ConfigureAwait(false) is not null;

    /// <summary>The limits of the rules.</summary>
    /// <param name="asOf">As recorded at this instant; null for now.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="Features.FutureInstantException">The instant has not come yet.</exception>
    public async Task<IReadOnlyList<AttentionLimit>> LimitsAsync(DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var dates = await TwoDates.SettleAsync(source, null, asOf, cancellation).ConfigureAwait(false);
        await using var command = source.CreateCommand("SELECT code, value, unit, default_value, updated_at, updated_by, reason FROM renewal.attention_limits($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = dates.AsOf });
        var limits = new List<AttentionLimit>();
        await using var r = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await r.ReadAsync(cancellation).ConfigureAwait(false))
        {
            limits.Add(new AttentionLimit(
                r.GetString(0), r.GetDecimal(1), r.GetString(2), r.GetDecimal(3), r.IsDBNull(4) ? null : r.GetFieldValue<DateTimeOffset>(4),
                r.IsDBNull(5) ? null : r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6)));
        }

        return limits;
    }

    /// <summary>Sets a limit.</summary>
    /// <param name="code">Its code, one of <see cref="LimitsAsync"/>.</param>
    /// <param name="value">What is to hold; null for the default again.</param>
    /// <param name="note">Who and why.</param>
    /// <param name="cancellation">Cancels before the statement is sent.</param>
    /// <exception cref="WriteRefusedException">The value is out of range.</exception>
    public Task SetLimitAsync(string code, decimal? value, WriteNote note, CancellationToken cancellation) => value is { } given
        ? RecordedStatement.RunAsync(
            source, note,
            "INSERT INTO renewal.attention_limit AS l (code, value) VALUES ($1, $2) ON CONFLICT (code) DO UPDATE SET value = excluded.value RETURNING l.version",
            [new() { Value = code }, new() { Value = given }], isStageDateGiven: false, cancellation)
        : RecordedStatement.RunAsync(
            source, note, "DELETE FROM renewal.attention_limit WHERE code = $1 RETURNING version + 1", [new() { Value = code }], isStageDateGiven: false, cancellation);

    private static AttentionSeverity Severity(int rank) => rank switch { 3 => AttentionSeverity.High, 2 => AttentionSeverity.Medium, _ => AttentionSeverity.Low };

    private static void AddWanted(NpgsqlCommand command, AttentionQuery query, TwoDates dates)
    {
        void Text(string? value) => command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = dates.EffectiveOn });
        command.Parameters.Add(new NpgsqlParameter { Value = dates.AsOf });
        Text(query.TownCode);
        Text(query.Kind);
        Text(query.Rule);
        Text(query.SiteCode);
        Text(query.Id);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)query.IsAccepted ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean });
    }

    private async Task<IReadOnlyList<(AttentionItem Item, string Signature)>> ReadAsync(AttentionQuery query, TwoDates dates, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Items);
        AddWanted(command, query, dates);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)query.Limit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new NpgsqlParameter { Value = query.Offset });
        var items = new List<(AttentionItem, string)>();
        await using var r = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await r.ReadAsync(cancellation).ConfigureAwait(false))
        {
            items.Add((Item(r), r.GetString(20)));
        }

        return items;
    }

    private static AttentionItem Item(NpgsqlDataReader r)
    {
        string? Text(int column) => r.IsDBNull(column) ? null : r.GetString(column);
        double? Number(int column) => r.IsDBNull(column) ? null : r.GetDouble(column);
        using var facts = JsonDocument.Parse(r.GetString(15));
        var (rule, otherCode, otherName) = (r.GetString(1), Text(13), Text(14));
        var other = otherName is null ? otherCode : otherCode is null || rule == "town-mismatch" ? otherName : $"{otherName} {otherCode}";
        var (zh, en) = AttentionText.Of(rule, facts.RootElement, Number(11), Number(12), other, Text(8));
        return new AttentionItem(
            r.GetString(0), rule, Severity(r.GetInt32(2)), r.GetString(3), r.GetString(4), r.GetString(5), Text(6), Text(7), Text(8), r.GetString(9),
            r.GetFieldValue<DateOnly>(10), Number(11), Number(12), otherCode, otherName, zh, en, r.GetBoolean(16),
            r.IsDBNull(17) ? null : new AttentionAcceptance(r.GetString(17), r.GetFieldValue<DateTimeOffset>(18), r.GetString(19)));
    }
}
