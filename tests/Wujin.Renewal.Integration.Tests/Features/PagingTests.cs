using System.Text.Json;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Paging by key.</summary>
public sealed class PagingTests : ServedTest
{
    private const int Rows = 600;

    [Fact]
    public async Task Pages_together_are_the_collection_in_order()
    {
        await FillAsync();
        foreach (var limit in new[] { 1, 7, 100, Rows, Rows + 1 })
        {
            var start = limit == 1 ? "/collections/compounds/items?plan_year=2020&limit=1" : $"/collections/compounds/items?limit={limit}";
            var codes = await WalkAsync(start);

            Assert.Equal(Enumerable.Range(1, Rows).Where(i => limit != 1 || i % 30 == 0).Select(i => $"K{i:0000}"), codes);
        }
    }

    [Fact]
    public async Task While_others_write_no_row_that_stays_is_repeated_or_lost()
    {
        await FillAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ServedRegister.Cancel);
        var writers = Enumerable.Range(0, 3).Select(n => Task.Run(() => WriteAsync(n, stop.Token))).ToArray();
        var staying = Enumerable.Range(1, Rows).Where(i => i % 3 != 0).Select(i => $"K{i:0000}").ToHashSet();
        var written = 0;
        for (var walk = 0; walk < 6; walk++)
        {
            var codes = await WalkAsync("/collections/compounds/items?limit=23");

            Assert.Equal(codes.Count, codes.Distinct().Count());
            Assert.Empty(staying.Except(codes));
            written += codes.Count(c => c.StartsWith('N'));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.True(written > 0, "Nothing was written while paging: the test shows nothing.");
        Assert.True(await Served.Source.ScalarAsync<long>("SELECT max(version) FROM renewal.site") > 1, "Nothing was updated while paging.");
    }

    [Fact]
    public async Task The_number_matched_follows_every_write_at_once()
    {
        await FillAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Rows + i, await MatchedAsync());
            Assert.Equal(Rows + i, await MatchedAsync());
            await Served.Source.ExecuteAsync($"INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date) VALUES ('X{i}', 'compound', '新', 'surveyed', '2024-01-01')");
        }

        async Task<long> MatchedAsync() => (await Served.JsonAsync("/collections/compounds/items?limit=1")).GetProperty("numberMatched").GetInt64();
    }

    [Fact]
    public async Task A_writer_that_commits_late_is_counted_when_it_commits()
    {
        await FillAsync();
        await using var early = await Served.Source.OpenConnectionAsync(ServedRegister.Cancel);
        await using var transaction = await early.BeginTransactionAsync(ServedRegister.Cancel);
        await using (var insert = early.CreateCommand())
        {
            insert.CommandText = "INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date) VALUES ('LATE', 'compound', '迟', 'surveyed', '2024-01-01')";
            await insert.ExecuteNonQueryAsync(ServedRegister.Cancel);
        }

        var first = await ReadAsync();
        await transaction.CommitAsync(ServedRegister.Cancel);
        var second = await ReadAsync();

        Assert.Equal((Rows, Rows + 1), (first.Matched, second.Matched));
        Assert.NotEqual(first.Tag, second.Tag);

        async Task<(long Matched, string Tag)> ReadAsync()
        {
            using var response = await Served.GetAsync("/collections/compounds/items?limit=1");
            var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ServedRegister.Cancel)).RootElement;
            return (page.GetProperty("numberMatched").GetInt64(), response.Headers.ETag!.ToString());
        }
    }

    private Task FillAsync() => Served.Source.ExecuteAsync($$"""
        INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, plan_year)
        SELECT 'K' || lpad(i::text, 4, '0'), 'compound', '小区' || i, 'surveyed', '2024-01-01', CASE WHEN i % 30 = 0 THEN 2020 ELSE 2021 END
        FROM generate_series(1, {{Rows}}) i ORDER BY i
        """);

    private async Task<List<string>> WalkAsync(string address)
    {
        var codes = new List<string>();
        for (var next = (string?)address; next is not null;)
        {
            var page = await Served.JsonAsync(next);
            codes.AddRange(ServedRegister.Codes(page));
            next = ServedRegister.Link(page, "next");
        }

        return codes;
    }

    /// <summary>Adds, changes and deletes: each writer its own third of the rows that come and go.</summary>
    private async Task WriteAsync(int number, CancellationToken stop)
    {
        var random = new Random(number);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var victim = 3 * (1 + (random.Next(Rows / 9) * 3) + number);
            await Served.Source.ExecuteAsync($"INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date) VALUES ('N{number}-{i}', 'compound', '新', 'surveyed', '2024-01-01')");
            await Served.Source.ExecuteAsync($"UPDATE renewal.site SET name_zh = name_zh || '改' WHERE code = 'K{1 + random.Next(Rows):0000}' AND length(name_zh) < 100");
            await Served.Source.ExecuteAsync($"DELETE FROM renewal.site WHERE code = 'K{victim:0000}'");
            await Task.Delay(2, CancellationToken.None);
        }
    }
}
