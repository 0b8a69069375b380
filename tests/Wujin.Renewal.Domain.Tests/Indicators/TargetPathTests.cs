using Wujin.Renewal.Domain.Indicators;
using Xunit;

namespace Wujin.Renewal.Domain.Tests.Indicators;

/// <summary>How much of a yearly target is due on a day.</summary>
public sealed class TargetPathTests
{
    private static readonly decimal[] Quarters = [10, 30, 60, 100];

    [Theory]
    [InlineData("2025-01-01", 1 / 365.0)]
    [InlineData("2025-06-30", 181 / 365.0)]
    [InlineData("2025-12-31", 1)]
    [InlineData("2024-12-31", 0)]
    [InlineData("2026-01-01", 1)]
    public void A_straight_line_goes_by_days(string day, double expected) => Assert.Equal(expected, TargetPath.DueShare(2025, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), null), 12);

    [Theory]
    [InlineData("2025-03-31", 0.1)]
    [InlineData("2025-06-30", 0.3)]
    [InlineData("2025-09-30", 0.6)]
    [InlineData("2025-12-31", 1)]
    [InlineData("2025-02-14", 0.05)] // 45 of the 90 days of the first quarter
    [InlineData("2025-08-15", 0.45)] // 46 of the 92 days of the third
    public void A_path_goes_straight_from_end_to_end_of_its_parts(string day, double expected) => Assert.Equal(expected, TargetPath.DueShare(2025, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Quarters), 12);

    [Fact]
    public void What_is_due_never_falls_and_ends_at_all_of_it()
    {
        foreach (decimal[]? path in new decimal[]?[] { null, Quarters, [0, 100], [0, 0, 5, 5, 10, 20, 30, 40, 50, 60, 80, 100] })
        {
            var before = 0.0;
            for (var day = new DateOnly(2024, 1, 1); day.Year == 2024; day = day.AddDays(1))
            {
                var due = TargetPath.DueShare(2024, day, path);
                Assert.InRange(due, before, 1);
                before = due;
            }

            Assert.Equal(1, before, 12);
        }
    }

    [Fact]
    public void A_path_that_falls_stops_short_or_has_odd_parts_is_refused()
    {
        Assert.Null(TargetPath.FaultOf(Quarters));
        Assert.NotNull(TargetPath.FaultOf([10, 5, 60, 100]));
        Assert.NotNull(TargetPath.FaultOf([10, 30, 60, 99]));
        Assert.NotNull(TargetPath.FaultOf([-1, 30, 60, 100]));
        Assert.NotNull(TargetPath.FaultOf([50, 75, 100]));
        Assert.NotNull(TargetPath.FaultOf([]));
    }
}
