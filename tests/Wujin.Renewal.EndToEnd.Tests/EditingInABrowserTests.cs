using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>Drawing and editing sites on the browser map, by clicks and keys, on a real service.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class EditingInABrowserTests(BrowserFixture fixture)
{
    private const string Save = ".save-bar .primary";

    [Fact]
    public async Task A_site_is_drawn_described_and_saved()
    {
        var (page, faults) = await fixture.OpenMapAsync("#map=15/31.5200/119.8200");
        await page.SelectOptionAsync(".new-site", "compounds");
        await page.FillFieldAsync("code", "E2E-NEW");
        await page.FillFieldAsync("name_zh", "新画小区");
        await page.DrawAsync((.3, .3), (.5, .3), (.5, .5), (.3, .5));
        await Assertions.Expect(page.Locator(".live-area")).ToContainTextAsync("亩");
        var shown = SquareMetres(await page.InnerTextAsync(".live-area"));

        await page.ClickAsync(Save);

        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync("新画小区");
        var kept = (await fixture.FeatureAsync("compounds", "E2E-NEW")).GetProperty("properties").GetProperty("area_m2").GetDouble();
        Assert.InRange(shown / kept, 0.998, 1.002);
        Assert.Empty(faults);
        await fixture.DeleteAsync("compounds", "E2E-NEW");
    }

    [Fact]
    public async Task A_corner_moves_by_keys_and_every_step_can_be_undone()
    {
        await fixture.AddCompoundAsync("E2E-KEYS", "键盘小区", (119.83, 31.53, .002));
        var (page, faults) = await fixture.EditAsync("compounds", "E2E-KEYS");
        var before = await page.InnerTextAsync(".live-area");

        await page.FocusAsync("#map canvas");
        await page.Keyboard.PressAsync("]");
        for (var i = 0; i < 10; i++)
        {
            await page.Keyboard.PressAsync("Shift+ArrowLeft");
        }

        await Assertions.Expect(page.Locator(".live-area")).Not.ToHaveTextAsync(before);
        await Assertions.Expect(page.Locator("input[name=corner]")).ToHaveValueAsync(new Regex(@"^3\d{6}\.\d{3}, 4\d{5}\.\d{3}$"));
        for (var i = 0; i < 10; i++)
        {
            await page.Keyboard.PressAsync("Control+z");
        }

        await Assertions.Expect(page.Locator(".live-area")).ToHaveTextAsync(before);
        await page.Keyboard.PressAsync("Control+y");
        await Assertions.Expect(page.Locator(".live-area")).Not.ToHaveTextAsync(before);
        Assert.Empty(faults);
        await fixture.DeleteAsync("compounds", "E2E-KEYS");
    }

    [Fact]
    public async Task A_hole_makes_the_area_smaller_and_a_crossing_outline_is_not_saved()
    {
        await fixture.AddCompoundAsync("E2E-HOLE", "挖洞小区", (119.84, 31.54, .002));
        var (page, faults) = await fixture.EditAsync("compounds", "E2E-HOLE");
        var before = SquareMetres(await page.InnerTextAsync(".live-area"));

        await page.ClickAsync(".tools button:has-text('挖洞')");
        await page.DrawAsync((.45, .45), (.55, .45), (.55, .55), (.45, .55));

        await Assertions.Expect(page.Locator(".tools button[aria-pressed=true]")).ToContainTextAsync("修形");
        Assert.InRange(SquareMetres(await page.InnerTextAsync(".live-area")), before * .5, before * .999);
        await page.ClickAsync(Save);
        await page.WaitForSelectorAsync(".card h2");
        var rings = (await fixture.FeatureAsync("compounds", "E2E-HOLE")).GetProperty("geometry").GetProperty("coordinates")[0].GetArrayLength();
        Assert.Equal(2, rings);

        await page.ClickAsync(".card .actions .primary");
        await page.ClickAsync(".tools button:has-text('绘制')");
        await page.DrawAsync((.1, .1), (.2, .2), (.2, .1), (.1, .2));
        await page.ClickAsync(Save);
        await Assertions.Expect(page.Locator(".save-message .fault")).ToContainTextAsync("自相交");
        Assert.Empty(faults);
        await fixture.DeleteAsync("compounds", "E2E-HOLE");
    }

    [Fact]
    public async Task A_split_makes_two_sites_in_one_save_and_loses_no_ground()
    {
        await fixture.AddCompoundAsync("E2E-SPLIT", "分割小区", (119.85, 31.55, .002));
        var whole = Area(await fixture.FeatureAsync("compounds", "E2E-SPLIT"));
        var (page, faults) = await fixture.EditAsync("compounds", "E2E-SPLIT");

        await page.ClickAsync(".tools button:has-text('分割')");
        await page.DrawAsync((.03, .45), (.97, .45));
        await Assertions.Expect(page.Locator("input[name=piece-code]")).ToHaveValueAsync("E2E-SPLIT-2");
        await page.ClickAsync(Save);

        await page.WaitForSelectorAsync(".card h2");
        var (one, other) = (Area(await fixture.FeatureAsync("compounds", "E2E-SPLIT")), Area(await fixture.FeatureAsync("compounds", "E2E-SPLIT-2")));
        Assert.InRange((one + other) / whole, 0.9999, 1.0001);
        Assert.True(other < one && other > 0);
        Assert.Empty(faults);
        await fixture.DeleteAsync("compounds", "E2E-SPLIT");
        await fixture.DeleteAsync("compounds", "E2E-SPLIT-2");
    }

    [Fact]
    public async Task An_overlap_with_a_neighbour_is_told_while_editing()
    {
        await fixture.AddCompoundAsync("E2E-UNDER", "下面的小区", (119.86, 31.56, .002));
        await fixture.AddCompoundAsync("E2E-OVER", "上面的小区", (119.861, 31.561, .002));

        var (page, faults) = await fixture.EditAsync("compounds", "E2E-OVER");

        await Assertions.Expect(page.Locator(".overlaps .warns:has-text('下面的小区')")).ToContainTextAsync("占范围 25 %");
        Assert.Empty(faults);
        await fixture.DeleteAsync("compounds", "E2E-UNDER");
        await fixture.DeleteAsync("compounds", "E2E-OVER");
    }

    [Fact]
    public async Task Two_browsers_that_change_one_site_are_asked_field_by_field()
    {
        await fixture.AddCompoundAsync("E2E-BOTH", "两人小区", (119.87, 31.57, .002));
        var (first, _) = await fixture.EditAsync("compounds", "E2E-BOTH");
        var (second, faults) = await fixture.EditAsync("compounds", "E2E-BOTH");
        await first.FillFieldAsync("budget_wan", "111");
        await first.FillFieldAsync("households", "5");
        await second.FillFieldAsync("budget_wan", "222");
        await second.FillFieldAsync("name_en", "Second");
        await first.ClickAsync(Save);
        await first.WaitForSelectorAsync(".card h2");

        await second.ClickAsync(Save);

        await Assertions.Expect(second.Locator("dialog .conflicting")).ToHaveCountAsync(1);
        await Assertions.Expect(second.Locator("dialog .conflicting")).ToContainTextAsync("111");
        await second.ClickAsync("dialog .primary");
        await Assertions.Expect(second.Locator("dialog .fault")).ToHaveTextAsync("还有未选择的冲突。");
        await second.CheckAsync("dialog .conflicting input >> nth=1");
        await second.ClickAsync("dialog .primary");
        await second.WaitForSelectorAsync(".card h2");

        var properties = (await fixture.FeatureAsync("compounds", "E2E-BOTH")).GetProperty("properties");
        Assert.Equal(222, properties.GetProperty("budget_wan").GetDouble());
        Assert.Equal(5, properties.GetProperty("households").GetInt32());
        Assert.Equal("Second", properties.GetProperty("name_en").GetString());
        // The refusal itself is what the browser reports.
        Assert.All(faults, fault => Assert.Contains("412", fault, StringComparison.Ordinal));
        await fixture.DeleteAsync("compounds", "E2E-BOTH");
    }

    [Fact]
    public async Task Unsaved_work_survives_a_reload_with_its_steps()
    {
        await fixture.AddCompoundAsync("E2E-RELOAD", "草稿小区", (119.88, 31.58, .002));
        var (page, faults) = await fixture.EditAsync("compounds", "E2E-RELOAD");
        var before = await page.InnerTextAsync(".live-area");
        await page.FillFieldAsync("name_en", "Draft <b>");
        await page.ClickAsync(".tools button:has-text('挖洞')");
        await page.DrawAsync((.45, .45), (.55, .45), (.55, .55));
        await Assertions.Expect(page.Locator(".live-area")).Not.ToHaveTextAsync(before);
        var after = await page.InnerTextAsync(".live-area");

        await page.ReloadAsync();
        await page.ClickAsync(".unsaved .primary");

        await Assertions.Expect(page.Locator(".live-area")).ToHaveTextAsync(after);
        await Assertions.Expect(page.Locator(".editor [name=name_en]")).ToHaveValueAsync("Draft <b>");
        await page.ClickAsync(".tools button:has-text('撤销')");
        await Assertions.Expect(page.Locator(".live-area")).ToHaveTextAsync(before);
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.ClickAsync(".save-bar button:has-text('放弃')");
        await Assertions.Expect(page.Locator(".unsaved")).ToHaveCountAsync(0);
        Assert.Empty(faults);
        await fixture.DeleteAsync("compounds", "E2E-RELOAD");
    }

    [Fact]
    public async Task Only_stages_that_may_follow_are_offered_and_one_is_recorded()
    {
        await fixture.AddCompoundAsync("E2E-STAGE", "阶段小区", (119.89, 31.59, .002));
        var (page, faults) = await fixture.OpenMapAsync("#site=compounds/E2E-STAGE");
        await page.ClickAsync(".stage-form summary");
        Assert.DoesNotContain("验收", await page.InnerTextAsync(".stage-form select"), StringComparison.Ordinal);

        await page.SelectOptionAsync(".stage-form select", "proposed");
        await page.ClickAsync(".stage-form .primary");

        await Assertions.Expect(page.Locator(".card .facts .stage")).ToHaveTextAsync("申报");
        await Assertions.Expect(page.Locator(".card .timeline li")).ToHaveCountAsync(2);
        Assert.Empty(faults);
        await fixture.DeleteAsync("compounds", "E2E-STAGE");
    }

    [Fact]
    public async Task What_the_service_objects_to_is_said_beside_the_field()
    {
        await fixture.AddCompoundAsync("E2E-WRONG", "错误小区", (119.80, 31.60, .002));
        var (page, faults) = await fixture.EditAsync("compounds", "E2E-WRONG");

        await page.FillFieldAsync("consent_percent", "140");
        await page.ClickAsync(Save);

        await Assertions.Expect(page.Locator("#fault-consent_percent")).Not.ToBeEmptyAsync();
        await Assertions.Expect(page.Locator(".editor [name=consent_percent]")).ToBeFocusedAsync();
        Assert.All(faults, fault => Assert.Contains("42", fault, StringComparison.Ordinal));
        await fixture.DeleteAsync("compounds", "E2E-WRONG");
    }

    private static double Area(System.Text.Json.JsonElement feature) => feature.GetProperty("properties").GetProperty("area_m2").GetDouble();

    private static double SquareMetres(string text) => double.Parse(AreaPattern().Match(text).Groups[1].Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([\d,.]+) m²")]
    private static partial Regex AreaPattern();
}
