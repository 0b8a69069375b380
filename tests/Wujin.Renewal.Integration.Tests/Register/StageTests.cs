using Wujin.Renewal.Domain.Sites;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Register;

/// <summary>Stages: allowed transitions, effective dates, corrections, and the two times together.</summary>
public sealed class StageTests : RegisterTest
{
    [Fact]
    public async Task The_database_and_the_domain_allow_the_same_transitions()
    {
        var rows = await Source.RowsAsync("SELECT from_stage, to_stage FROM renewal.stage_transition");
        var stored = rows.Select(r => ((string)r[0]!, (string)r[1]!)).ToHashSet();
        var defined = Enum.GetValues<Stage>().SelectMany(from => Stages.Allowed(from).Select(to => (from.Code(), to.Code()))).ToHashSet();
        Assert.Equal(defined.Order(), stored.Order());
    }

    [Fact]
    public async Task An_impossible_transition_is_refused_with_the_possible_ones()
    {
        await AddAsync("A", "approved", "2024-01-01");
        var refusal = await Source.RefusalAsync("UPDATE renewal.site SET stage = 'accepted', stage_date = '2024-02-01'");
        Assert.Equal("WJ002", refusal.SqlState);
        Assert.Equal("cancelled,construction,suspended", refusal.Hint);
    }

    [Fact]
    public async Task A_suspended_site_resumes_where_it_was_and_nowhere_else()
    {
        await AddAsync("A", "construction", "2024-01-01");
        await Source.ExecuteAsync("UPDATE renewal.site SET stage = 'suspended', stage_date = '2024-02-01'");
        Assert.Equal("WJ002", (await Source.RefusalAsync("UPDATE renewal.site SET stage = 'approved', stage_date = '2024-03-01'")).SqlState);
        await Source.ExecuteAsync("UPDATE renewal.site SET stage = 'construction', stage_date = '2024-03-01'");
        Assert.Equal("construction", await Source.ScalarAsync<string>("SELECT stage FROM renewal.compound_feature"));
    }

    [Theory]
    [InlineData("2023-12-31")]
    [InlineData("2199-01-01")]
    public async Task A_stage_date_before_the_previous_stage_or_after_today_is_refused(string date)
    {
        await AddAsync("A", "approved", "2024-01-01");
        Assert.Equal("WJ003", (await Source.RefusalAsync($"UPDATE renewal.site SET stage = 'construction', stage_date = '{date}'")).SqlState);
    }

    [Fact]
    public async Task A_client_that_gives_no_date_means_today()
    {
        await AddAsync("A", "approved", "2024-01-01");
        await Source.ExecuteAsync("UPDATE renewal.site SET stage = 'construction'");
        Assert.True(await Source.ScalarAsync<bool>("SELECT stage_date = renewal.today() FROM renewal.compound_feature"));
    }

    [Fact]
    public async Task Leaving_surveyed_without_an_outline_is_refused()
    {
        await Source.ExecuteAsync("INSERT INTO renewal.site (code, kind, name_zh) VALUES ('A', 'compound', '甲')");
        var refusal = await Source.RefusalAsync("UPDATE renewal.site SET stage = 'proposed'");
        Assert.Equal("site_geom_present", refusal.ConstraintName);
    }

    [Fact]
    public async Task A_corrected_date_changes_later_answers_and_no_earlier_one()
    {
        await AddAsync("A", "approved", "2024-01-10");
        var known = await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()");
        await Source.ExecuteAsync("UPDATE renewal.site SET stage_date = '2024-03-10'");
        var corrected = await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()");

        Assert.Equal(1L, await CountAtAsync("2024-02-01", known));
        Assert.Equal(0L, await CountAtAsync("2024-02-01", corrected));
        Assert.Equal(1L, await CountAtAsync("2024-03-10", corrected));
        Assert.Equal(2L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.stage_event"));
    }

    [Fact]
    public async Task A_withdrawn_stage_leaves_the_site_where_it_was_and_stays_in_the_history()
    {
        await AddAsync("A", "approved", "2024-01-10");
        await Source.ExecuteAsync("UPDATE renewal.site SET stage = 'construction', stage_date = '2024-05-01'");
        Assert.Equal(3L, await Source.ScalarAsync<long>("SELECT * FROM renewal.retract_stage('A', 2)"));

        var row = Assert.Single(await Source.RowsAsync("SELECT stage, stage_date::text FROM renewal.compound_feature"));
        Assert.Equal(["approved", "2024-01-10"], row.Cast<string>());
        Assert.Equal(1L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.stage_event WHERE retracting_change IS NOT NULL"));
        Assert.Empty(await Source.RowsAsync("SELECT * FROM renewal.retract_stage('A', NULL)")); // the first event stays
    }

    [Fact]
    public async Task Stages_at_two_times_agree_with_a_replay_of_everything_that_was_written()
    {
        var random = new Random(20260331);
        var replay = new List<(DateTime Recorded, Dictionary<string, (string Stage, DateOnly Date)[]> Standing)>();
        var standing = new Dictionary<string, (string Stage, DateOnly Date)[]>();
        for (var step = 0; step < 120; step++)
        {
            var code = "S" + random.Next(6);
            if (!standing.TryGetValue(code, out var events))
            {
                await AddAsync(code, "surveyed", "2024-01-01");
                standing[code] = [("surveyed", new(2024, 1, 1))];
            }
            else
            {
                standing[code] = await ChangeAsync(code, events, random);
            }

            replay.Add((await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()"), new(standing)));
        }

        foreach (var (recorded, sites) in replay)
        {
            var day = new DateOnly(2024, 1, 1).AddDays(random.Next(400));
            var expected = sites.Select(s => (s.Key, s.Value.Where(e => e.Date <= day).LastOrDefault().Stage))
                .Where(s => s.Stage is not null).OrderBy(s => s.Key, StringComparer.Ordinal).ToList();
            var actual = (await Source.RowsAsync(
                $"SELECT code, stage FROM renewal.stage_at('{day:yyyy-MM-dd}', '{recorded:O}') ORDER BY code COLLATE \"C\""))
                .Select(r => ((string)r[0]!, (string)r[1]!)).ToList();
            Assert.Equal(expected!, actual);
        }
    }

    private async Task<(string Stage, DateOnly Date)[]> ChangeAsync(string code, (string Stage, DateOnly Date)[] events, Random random)
    {
        var (stage, date) = events[^1];
        var earliest = events.Length > 1 ? events[^2].Date : new DateOnly(2023, 1, 1);
        switch (random.Next(4))
        {
            case 0 when events.Length > 1:
                await Source.ExecuteAsync($"SELECT * FROM renewal.retract_stage('{code}', NULL)");
                return events[..^1];
            case 1:
                var corrected = earliest.AddDays(random.Next(60));
                await Source.ExecuteAsync($"UPDATE renewal.site SET stage_date = '{corrected:yyyy-MM-dd}' WHERE code = '{code}'");
                return [.. events[..^1], (stage, corrected)];
            default:
                _ = Stages.TryParse(stage, out var current);
                var before = events.LastOrDefault(e => e.Stage != "suspended").Stage;
                _ = Stages.TryParse(before, out var resumed);
                var allowed = Stages.Allowed(current, resumed);
                if (allowed.Count == 0)
                {
                    return events;
                }

                var next = allowed[random.Next(allowed.Count)].Code();
                var reached = date.AddDays(1 + random.Next(30));
                await Source.ExecuteAsync(
                    $"UPDATE renewal.site SET stage = '{next}', stage_date = '{reached:yyyy-MM-dd}' WHERE code = '{code}'");
                return [.. events, (next, reached)];
        }
    }

    private Task AddAsync(string code, string stage, string date) => Source.ExecuteAsync($"""
        INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom)
        VALUES ('{code}', 'compound', '甲', '{stage}', '{date}', {RegisterSql.Box(119.95, 31.70, 119.951, 31.701)})
        """);

    private Task<long> CountAtAsync(string day, DateTime recorded) =>
        Source.ScalarAsync<long>($"SELECT count(*) FROM renewal.stage_at('{day}', $1)", recorded);
}
