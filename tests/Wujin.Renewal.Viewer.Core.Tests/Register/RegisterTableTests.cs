using Wujin.Renewal.Viewer.Core.Register;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Register;

public sealed class RegisterTableTests : ServedDistrict
{
    [Fact]
    public async Task Rows_follow_filters_words_and_order()
    {
        var api = Connect();
        await Sites.CreateAsync(api, "B1", "清英新村", 0, "\"plan_year\":2024,\"budget_wan\":30");
        await Sites.CreateAsync(api, "B2", "府东花园", 1, "\"plan_year\":2025,\"budget_wan\":9");
        await Sites.CreateAsync(api, "B3", "清凉新村", 2, "\"plan_year\":2025,\"budget_wan\":200");
        var table = new RegisterTable(api);

        await table.ReadAsync();
        Assert.Equal(["B1", "B2", "B3"], Codes(table));
        table.Sort("budget_wan");
        Assert.Equal(["B2", "B1", "B3"], Codes(table));
        table.Sort("budget_wan");
        Assert.Equal(["B3", "B1", "B2"], Codes(table));
        (table.PlanYear, table.Search) = (2025, "清凉");
        await table.ReadAsync();
        Assert.Equal(["B3"], Codes(table));
    }

    [Fact]
    public async Task Asking_again_gives_up_what_was_asked_and_ends_with_the_last_filters()
    {
        var api = Connect();
        await Sites.CreateAsync(api, "B4", step: 3, more: "\"plan_year\":2024");
        await Sites.CreateAsync(api, "B5", step: 4, more: "\"plan_year\":2025");
        var table = new RegisterTable(api);

        var first = table.ReadAsync();
        table.PlanYear = 2025;
        await Task.WhenAll(first, table.ReadAsync());

        Assert.Equal(["B5"], Codes(table));
        Assert.False(table.IsBusy);
    }

    private static string[] Codes(RegisterTable table) => [.. table.Rows.Select(r => r.Site.Code)];
}
