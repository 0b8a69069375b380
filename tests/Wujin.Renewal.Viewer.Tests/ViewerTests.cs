using Avalonia;
using Avalonia.Controls;
using Avalonia.Headless;
using Avalonia.Input;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Viewer.Core.Connection;
using Wujin.Renewal.Viewer.Core.Navigation;
using Wujin.Renewal.Viewer.Core.Register;
using Wujin.Renewal.Viewer.Core.Settings;
using Xunit;

namespace Wujin.Renewal.Viewer.Tests;

/// <summary>The viewer as a person uses it, on a screen in memory and the real service.</summary>
[Collection(nameof(Screen))]
public sealed class ViewerTests(Screen screen)
{
    [Fact]
    public Task The_district_looks_as_approved() => screen.ShowAsync(viewer =>
    {
        using var picture = viewer.Window.Picture(1);
        Approval.Check(picture, "district");
        return Task.CompletedTask;
    });

    [Fact]
    public Task By_night_and_in_English_it_looks_as_approved() => screen.ShowAsync(
        viewer =>
        {
            using var picture = viewer.Window.Picture(1);
            Approval.Check(picture, "district-dark");
            return Task.CompletedTask;
        },
        new ViewerSettings { IsDark = true, Language = "en" });

    [Fact]
    public Task Dragging_moves_the_map_and_back_returns() => screen.ShowAsync(async viewer =>
    {
        var before = viewer.Window.Map.Map.View;
        var at = viewer.Window.Map.TranslatePoint(new Point(300, 200), viewer.Window)!.Value;
        viewer.Window.MouseMove(at);
        viewer.Window.MouseDown(at, MouseButton.Left);
        for (var i = 1; i <= 10; i++)
        {
            viewer.Window.MouseMove(at + new Point(i * 15, 0), RawInputModifiers.LeftMouseButton);
        }

        viewer.Window.MouseUp(at + new Point(150, 0), MouseButton.Left);
        await viewer.WaitAsync(() => viewer.Window.Map.Map.View.X < before.X - (100 * before.Resolution) && viewer.Model.History.CanGoBack, "the moved view");

        viewer.Window.Map.Go(viewer.Model.History.Back()!);

        Assert.Equal(before.X, viewer.Window.Map.Map.View.X, before.Resolution);
        Assert.Null(viewer.Model.Table.Selected);
    });

    [Fact]
    public Task A_click_on_a_site_opens_it_and_selects_its_row() => screen.ShowAsync(async viewer =>
    {
        var site = await ZoomToAsync(viewer, "WJ-C-0001");

        viewer.ClickMap(viewer.Window.Map.Bounds.Width / 2, viewer.Window.Map.Bounds.Height / 2);
        await viewer.WaitAsync(() => viewer.Model.Site.Site is not null, "the site");

        Assert.Equal(site.Code, viewer.Model.Site.Site!.Code);
        Assert.Equal(site.Code, ((TableRow)viewer.Find<ListBox>("Rows").SelectedItem!).Site.Code);
        Assert.NotEmpty(viewer.Model.Site.Versions);
    });

    [Fact]
    public Task What_is_typed_in_the_form_is_recorded() => screen.ShowAsync(async viewer =>
    {
        viewer.Model.Table.Selected = new SiteKey("compounds", "WJ-C-0002");
        await viewer.WaitAsync(() => viewer.Model.Site.Site is not null, "the site");
        var before = viewer.Model.Site.Site!;
        await viewer.PressAsync("Edit");
        await viewer.WaitAsync(() => viewer.Model.Site.Editor is not null, "the form");

        (await viewer.FindAsync<TextBox>("Field_households")).Text = "613";
        await viewer.PressAsync("Save");
        await viewer.WaitAsync(() => viewer.Model.Site.Editor is null && viewer.Model.Site.Site?.Version == before.Version + 1, "the new version");

        var now = await viewer.Model.Api.ItemAsync("compounds", "WJ-C-0002", null, CancellationToken.None);
        Assert.Equal(("613", "测试"), (now.Text("households"), now.Text("updated_by")));
        Assert.Null(viewer.Window.Map.Sketch);
    });

    [Fact]
    public Task A_value_at_fault_is_told_in_the_form_and_not_recorded() => screen.ShowAsync(async viewer =>
    {
        viewer.Model.Table.Selected = new SiteKey("compounds", "WJ-C-0003");
        await viewer.WaitAsync(() => viewer.Model.Site.Site is not null, "the site");
        await viewer.PressAsync("Edit");
        await viewer.WaitAsync(() => viewer.Model.Site.Editor is not null, "the form");

        (await viewer.FindAsync<TextBox>("Field_plan_year")).Text = "1066";
        await viewer.WaitAsync(() => viewer.Model.Site.Editor!["plan_year"].Fault.Length > 0, "the fault");
        await viewer.PressAsync("Save");
        await viewer.WaitAsync(() => viewer.Find<Button>("Save").IsEnabled, "the end of saving");

        Assert.NotNull(viewer.Model.Site.Editor);
    });

    [Fact]
    public Task A_click_with_the_reach_tool_draws_isochrones() => screen.ShowAsync(async viewer =>
    {
        viewer.Find<TabControl>("Tabs").SelectedIndex = 1;
        var (x, y) = CoordinateSystems.WebMercator.Projection.FromGeographic(119.9403, 31.7083);
        viewer.Window.Map.Go(new MapView(x, y, 60));
        await viewer.WaitAsync(() => viewer.Window.Map.IsIdle, "the map");

        viewer.ClickMap(viewer.Window.Map.Bounds.Width / 2, viewer.Window.Map.Bounds.Height / 2);
        await viewer.WaitAsync(() => viewer.Model.Reach is { IsBusy: false, Areas.Count: 4 }, "isochrones: " + viewer.Model.Reach.Message);

        await viewer.WaitAsync(() => viewer.Window.Map.IsIdle, "the map");
        using var picture = viewer.Window.Picture(1);
        Approval.Check(picture, "reach");
    });

    [Fact]
    public Task Another_language_is_on_the_screen_at_once_and_remembered() => screen.ShowAsync(async viewer =>
    {
        await viewer.PressAsync("Language");
        await viewer.WaitAsync(() => viewer.Window.Title!.StartsWith("Wujin urban renewal", StringComparison.Ordinal), "English");

        Assert.Equal("en", viewer.Model.Settings.Language);
        Assert.Equal("中文", (await viewer.FindAsync<Button>("Language")).Content);
    });

    private static async Task<SiteFeature> ZoomToAsync(OpenViewer viewer, string code)
    {
        var site = await viewer.Model.Api.ItemAsync("compounds", code, null, CancellationToken.None);
        var inside = site.Geometry!.InteriorPoint;
        var (x, y) = CoordinateSystems.WebMercator.Projection.FromGeographic(inside.X, inside.Y);
        viewer.Window.Map.Go(new MapView(x, y, 2));
        await viewer.WaitAsync(() => Math.Abs(viewer.Window.Map.Map.View.Resolution - 2) < 0.01, "the view");
        await viewer.WaitAsync(() => viewer.Window.Map.IsIdle && viewer.Window.Map.SiteAt(x, y) is not null, "the site on the map");
        return site;
    }
}
