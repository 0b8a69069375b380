using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Register;
using Wujin.Renewal.Viewer.Core.Settings;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Register;

/// <summary>Editing against the real service: faults, drafts, conflicts.</summary>
public sealed class SiteEditorTests : ServedDistrict
{
    private ViewerFolders Folders => new(Path.Combine(Folder, "c"), Path.Combine(Folder, "k"), Path.Combine(Folder, "s"));

    private DraftStore Drafts => new(Folders, Address);

    [Fact]
    public async Task What_is_typed_is_recorded_under_the_name_of_who_typed_it()
    {
        var api = Connect();
        var editor = new SiteEditor(api, Drafts, await Sites.CreateAsync(api, "A1"), "张三");
        editor["households"].Text = "412";

        Assert.Equal(SaveOutcome.Saved, await editor.SaveAsync(Cancel));

        var site = await api.ItemAsync("compounds", "A1", null, Cancel);
        Assert.Equal(("412", "张三"), (site.Text("households"), site.Text("updated_by")));
    }

    [Fact]
    public async Task A_value_at_fault_says_so_at_its_field_and_is_not_sent()
    {
        var api = Connect();
        var editor = new SiteEditor(api, Drafts, await Sites.CreateAsync(api, "A2"), "li");
        editor["plan_year"].Text = "1066";

        Assert.NotEmpty(editor["plan_year"].Fault);
        Assert.Equal(SaveOutcome.Faulty, await editor.SaveAsync(Cancel));
        Assert.Equal(1, (await api.ItemAsync("compounds", "A2", null, Cancel)).Version);
    }

    [Fact]
    public async Task Faults_that_only_the_service_finds_come_to_their_fields()
    {
        var api = Connect();
        var editor = new SiteEditor(api, Drafts, await Sites.CreateAsync(api, "A3"), "li");
        editor["planned_start"].Text = "2025-05-01";
        editor["planned_finish"].Text = "2025-04-01";

        Assert.Equal(SaveOutcome.Faulty, await editor.SaveAsync(Cancel));

        Assert.NotEmpty(editor["planned_finish"].Fault);
    }

    [Fact]
    public async Task A_draft_outlives_a_crash_and_is_gone_when_saved()
    {
        var api = Connect();
        var site = await Sites.CreateAsync(api, "A4");
        new SiteEditor(api, Drafts, site, "li")["households"].Text = "77";

        var after = new SiteEditor(api, Drafts, site, "li");

        Assert.True(after.IsRestored);
        Assert.Equal("77", after["households"].Text);
        Assert.Equal(SaveOutcome.Saved, await after.SaveAsync(Cancel));
        Assert.False(new SiteEditor(api, Drafts, after.Site, "li").IsRestored);
    }

    [Fact]
    public async Task A_conflict_is_settled_field_by_field_and_loses_nothing_of_either_side()
    {
        var api = Connect();
        var site = await Sites.CreateAsync(api, "A5", more: "\"households\":10,\"buildings\":1,\"plan_year\":2024");
        var theirs = new SiteEditor(api, new DraftStore(Folders with { State = Folder + "/t" }, Address), site, "王");
        theirs["households"].Text = "20";
        theirs["buildings"].Text = "2";
        await theirs.SaveAsync(Cancel);
        var yours = new SiteEditor(api, Drafts, site, "li");
        (yours["households"].Text, yours["buildings"].Text, yours["plan_year"].Text) = ("30", "3", "2026");

        Assert.Equal(SaveOutcome.Conflict, await yours.SaveAsync(Cancel));
        Assert.Equal(["buildings", "households"], yours.Conflict!.Choices.Select(c => c.Field.Name).Order(StringComparer.Ordinal));
        yours.Conflict.Choices.Single(c => c.Field.Name == "households").TakeYours = true;
        yours.Settle();
        Assert.Equal(SaveOutcome.Saved, await yours.SaveAsync(Cancel));

        var now = await api.ItemAsync("compounds", "A5", null, Cancel);
        Assert.Equal(("30", "2", "2026"), (now.Text("households"), now.Text("buildings"), now.Text("plan_year")));
    }

    [Fact]
    public async Task An_outline_that_crosses_itself_is_told_before_it_is_sent()
    {
        var api = Connect();
        var editor = new SiteEditor(api, Drafts, await Sites.CreateAsync(api, "A6"), "li");
        editor.SetGeometry(new MultiPolygon([new Polygon(new LinearRing([new(119.9, 31.7), new(119.91, 31.71), new(119.91, 31.7), new(119.9, 31.71), new(119.9, 31.7)]))]));

        Assert.NotEmpty(editor.GeometryFault);
        Assert.Equal(SaveOutcome.Faulty, await editor.SaveAsync(Cancel));
    }

    [Fact]
    public async Task Without_the_service_nothing_is_lost()
    {
        var api = Connect();
        var site = await Sites.CreateAsync(api, "A7");
        var editor = new SiteEditor(api, Drafts, site, "li");
        editor["households"].Text = "5";
        await StopAsync();

        Assert.Equal(SaveOutcome.Failed, await editor.SaveAsync(Cancel));

        Assert.Equal("5", new SiteEditor(api, Drafts, site, "li")["households"].Text);
    }
}
