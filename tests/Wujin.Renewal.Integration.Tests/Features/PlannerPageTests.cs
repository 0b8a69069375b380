using System.Net;
using System.Text.RegularExpressions;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Integration.Tests.Tiles;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>What a planner finds on the pages of items: a form that narrows, a map, stages and history.</summary>
public sealed partial class PlannerPageTests(DemonstrationRegister served) : IClassFixture<DemonstrationRegister>
{
    [Fact]
    public async Task Every_code_list_town_and_switch_of_a_collection_is_a_field_of_its_form()
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            var form = await FormAsync($"/collections/{collection.Id}/items?f=html&lang=zh");
            foreach (var property in collection.Properties.Where(p => p.Name is not ("kind" or "is_demo" or "is_schematic")))
            {
                var isField = property.Name is "town_code" or "plan_year" || property.Codes is not null || property.Type == PropertyType.Boolean;
                Assert.True(isField == form.Contains($"name=\"{property.Name}\"", StringComparison.Ordinal), $"{collection.Id}: {property.Name}");
                Assert.All(isField ? property.Codes?.Entries ?? [] : [], e => Assert.Contains($"<option value=\"{e.Code}\">{e.TitleZh}</option>", form, StringComparison.Ordinal));
            }

            Assert.Contains("name=\"q\"", form, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("compounds", "stage=construction&town_code=&plan_year=&renovation_class=&q=")]
    [InlineData("compounds", "stage=&town_code=&plan_year=2024&renovation_class=basic&q=")]
    [InlineData("industrial-parks", "q=%E5%B7%A5%E4%B8%9A&action=relocate&is_standard_land=")]
    [InlineData("constraint-areas", "type=farmland&q=")]
    public async Task Sending_the_form_narrows_the_table_as_the_parameters_of_the_API_do(string collection, string fields)
    {
        var page = await served.HtmlAsync($"/collections/{collection}/items?{fields}&f=html&lang=en&limit=1000");
        var given = string.Join('&', fields.Split('&').Where(f => !f.EndsWith('=')));
        var codes = await served.CodesAsync($"/collections/{collection}/items?limit=1000&{given}");
        var all = await served.CodesAsync($"/collections/{collection}/items?limit=1000");

        Assert.InRange(codes.Count, 1, all.Count - 1);
        Assert.Contains($"{codes.Count} match", page, StringComparison.Ordinal);
        Assert.Equal(codes, Row().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Contains(">Clear</a>", page, StringComparison.Ordinal);
        foreach (var (name, value) in given.Split('&').Select(f => f.Split('=')).Select(f => (f[0], f[1])).Where(f => f.Item1 is not ("q" or "plan_year")))
        {
            Assert.Matches($"name=\"{name}\">[^§]*?<option value=\"{value}\" selected>", page);
        }
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("' OR 1=1 --")]
    [InlineData("不存在的名称")]
    public async Task A_search_finds_the_letters_and_nothing_else(string words)
    {
        Assert.Empty(await served.CodesAsync("/collections/compounds/items?q=" + Uri.EscapeDataString(words)));
        Assert.Contains("没有符合条件的要素", await served.HtmlAsync("/collections/compounds/items?f=html&lang=zh&q=" + Uri.EscapeDataString(words)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_wants_every_word_in_any_case_and_in_any_text()
    {
        var page = await served.JsonAsync("/collections/compounds/items?q=wj-c-0001");
        var site = page.GetProperty("features")[0].GetProperty("properties");
        var (name, town) = (site.GetProperty("name_zh").GetString()!, site.GetProperty("town_name").GetString()!);

        Assert.Equal("WJ-C-0001", Assert.Single(ServedRegister.Codes(page)));
        Assert.Contains("WJ-C-0001", await served.CodesAsync($"/collections/compounds/items?q={Uri.EscapeDataString(name + "  " + town)}"));
        Assert.Empty(await served.CodesAsync($"/collections/compounds/items?q={Uri.EscapeDataString(name + " nowhere")}"));
    }

    [Fact]
    public async Task The_map_shows_every_match_on_the_towns_and_leads_to_each()
    {
        var page = await served.HtmlAsync("/collections/compounds/items?f=html&lang=en");
        var map = MapPattern().Match(page).Value;
        var outlined = (await served.JsonAsync("/collections/compounds/items?limit=1000")).GetProperty("features").EnumerateArray()
            .Where(f => f.GetProperty("geometry").ValueKind != System.Text.Json.JsonValueKind.Null).Select(f => f.GetProperty("id").GetString()!);

        Assert.Equal(outlined.Order(StringComparer.Ordinal), MapLink().Matches(map).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.Equal(16, Regex.Count(map[map.IndexOf("towns", StringComparison.Ordinal)..map.IndexOf("names", StringComparison.Ordinal)], "<path"));
        Assert.Contains("neither surveyed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"map\"", await served.HtmlAsync("/collections/tiers/items?f=html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_site_shows_its_stages_in_time_its_history_and_its_formats()
    {
        var stages = await served.JsonAsync("/collections/compounds/items/WJ-C-0001/stage");
        var versions = (await served.JsonAsync("/collections/compounds/items/WJ-C-0001/versions")).GetProperty("versions");
        var page = WebUtility.HtmlDecode(await served.HtmlAsync("/collections/compounds/items/WJ-C-0001?f=html&lang=zh"));
        var dates = stages.GetProperty("events").EnumerateArray().Where(e => !e.TryGetProperty("retracted_at", out _)).Reverse().Select(e => e.GetProperty("effective_date").GetString()!);

        Assert.Equal(dates, Reached().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Equal(Math.Min(versions.GetArrayLength(), 8), Regex.Count(page, "/items/WJ-C-0001/versions/[0-9]+\\?"));
        Assert.Contains("type=\"application/geo+json\">GeoJSON</a>", page, StringComparison.Ordinal);
        Assert.Contains("/versions?f=json", page, StringComparison.Ordinal);
        Assert.Contains("class=\"map\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_past_shows_neither_the_stages_nor_the_history_of_today()
    {
        var asOf = Uri.EscapeDataString(DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var address in new[] { $"/collections/compounds/items/WJ-C-0001?f=html&asOf={asOf}", "/collections/compounds/items/WJ-C-0001/versions/1?f=html" })
        {
            Assert.DoesNotContain("class=\"timeline\"", await served.HtmlAsync(address), StringComparison.Ordinal);
        }
    }

    private async Task<string> FormAsync(string address) => FormPattern().Match(await served.HtmlAsync(address)).Value;

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<svg class=\"map\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex MapPattern();

    [GeneratedRegex("/items/([^?\"]+)\\?")]
    private static partial Regex MapLink();

    [GeneratedRegex("scope=\"row\"><a href=\"[^\"]*/items/([^?\"]+)\\?")]
    private static partial Regex Row();

    [GeneratedRegex("<li class=\"(?:done|now) [^>]*>.*?<time>([0-9-]+)</time>")]
    private static partial Regex Reached();
}
