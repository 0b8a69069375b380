using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Navigation;
using Wujin.Renewal.Viewer.Core.Settings;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wujin-settings-").FullName;

    private ViewerFolders Folders => new(Path.Combine(_folder, "c"), Path.Combine(_folder, "k"), Path.Combine(_folder, "s"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_set_is_there_at_the_next_start()
    {
        var settings = new ViewerSettings { Service = "http://plan:5080/", Language = "en", IsDark = true, Bookmarks = [new("湖塘", 1, 2, 3)], HiddenLayers = ["roads"] };
        new SettingsStore(Folders).Write(settings);

        var read = new SettingsStore(Folders).Read();

        Assert.Equal(("http://plan:5080/", "en", true, "湖塘"), (read.Service, read.Language, read.IsDark, read.Bookmarks.Single().Name));
        Assert.False(new LayerList(read.HiddenLayers)["roads"].IsVisible);
    }

    [Fact]
    public void A_damaged_file_gives_the_settings_of_a_first_start()
    {
        Directory.CreateDirectory(Folders.Settings);
        File.WriteAllText(new SettingsStore(Folders).Path, "{");

        Assert.Equal("http://127.0.0.1:5080/", new SettingsStore(Folders).Read().Service);
    }

    [Fact]
    public void Each_system_has_its_own_folders()
    {
        static string? Set(string name) => name switch { "APPDATA" => "/r", "LOCALAPPDATA" => "/l", "XDG_CACHE_HOME" => "/xdg", "XDG_CONFIG_HOME" => "relative", _ => null };

        Assert.Equal("/r/Wujin.Renewal", ViewerFolders.Of(Set, "/home/li", isWindows: true, isMac: false).Settings);
        Assert.Equal("/home/li/Library/Caches/Wujin.Renewal", ViewerFolders.Of(Set, "/home/li", isWindows: false, isMac: true).Cache);
        Assert.Equal(
            new ViewerFolders("/home/li/.config/wujin-renewal", "/xdg/wujin-renewal", "/home/li/.local/state/wujin-renewal"), ViewerFolders.Of(Set, "/home/li", isWindows: false, isMac: false));
    }

    [Fact]
    public void Every_word_has_both_languages() =>
        Assert.All(Enum.GetValues<Word>(), word =>
        {
            Assert.NotEmpty(WordList.Texts[word].Zh);
            Assert.NotEmpty(WordList.Texts[word].En);
        });

    [Theory]
    [InlineData("119.95,31.70", 119.95, 31.70)]
    [InlineData("31.70 119.95", 119.95, 31.70)]
    [InlineData("3508747.0，495263.0", 119.95, 31.70)]
    public void Places_are_read_in_degrees_and_in_metres(string text, double longitude, double latitude)
    {
        var (lon, lat) = CoordinateText.Parse(text)!.Value;

        Assert.Equal(longitude, lon, 2);
        Assert.Equal(latitude, lat, 2);
    }

    [Fact]
    public void A_scale_bar_is_round_fits_and_is_true_on_the_ground()
    {
        for (var resolution = 0.1; resolution < 2000; resolution *= 1.7)
        {
            var bar = ScaleBar.Of(MapView.District with { Resolution = resolution }, 120);

            Assert.InRange(bar.Pixels, 40, 120);
            Assert.Equal(bar.Metres, bar.Pixels * resolution * Math.Cos(double.DegreesToRadians(31.66)), bar.Metres * 0.001);
        }
    }

    [Fact]
    public void Views_are_gone_back_through_and_a_new_one_ends_the_way_forward()
    {
        var history = new ViewHistory();
        var views = Enumerable.Range(0, 3).Select(i => new MapView(i * 100_000, 0, 10)).ToList();
        views.ForEach(history.Visit);

        Assert.Equal(views[1], history.Back());
        Assert.Equal(views[0], history.Back());
        Assert.Null(history.Back());
        Assert.Equal(views[1], history.Forward());
        history.Visit(new MapView(-500_000, 0, 10));
        Assert.Null(history.Forward());
    }
}
