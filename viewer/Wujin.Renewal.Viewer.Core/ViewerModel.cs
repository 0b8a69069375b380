using CommunityToolkit.Mvvm.ComponentModel;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Connection;
using Wujin.Renewal.Viewer.Core.Connectivity;
using Wujin.Renewal.Viewer.Core.Files;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Navigation;
using Wujin.Renewal.Viewer.Core.Register;
using Wujin.Renewal.Viewer.Core.Settings;
using Wujin.Renewal.Viewer.Core.Tiles;

namespace Wujin.Renewal.Viewer.Core;

/// <summary>Everything the viewer holds for one service. Another service, or another language, is another model over the same settings.</summary>
internal sealed partial class ViewerModel : ObservableObject, IDisposable
{
    private readonly SettingsStore _store;

    /// <summary>Opens the viewer on the service that the settings name.</summary>
    /// <param name="folders">Where settings, cache and drafts are.</param>
    /// <param name="handler">Carries requests; null for sockets.</param>
    /// <param name="clock">Tells the time.</param>
    public ViewerModel(ViewerFolders folders, HttpMessageHandler? handler = null, TimeProvider? clock = null)
    {
        (Folders, Clock) = (folders, clock ?? TimeProvider.System);
        _store = new SettingsStore(folders);
        Settings = _store.Read();
        Cache = new DiskCache(Path.Combine(folders.Cache, "answers"));
        Connection = new ServiceConnection(new Uri(Settings.Service), Cache, Settings.WriteToken, handler, Clock);
        Api = new RenewalApi(Connection);
        Tiles = new TileStore(Connection);
        Layers = new LayerList(Settings.HiddenLayers);
        Table = new RegisterTable(Api);
        Site = new SitePanel(Api, new DraftStore(folders, Connection.Service));
        Reach = new ReachTool(Api);
        Tiers = new TierBoard(Api);
        Scenario = new ScenarioEditor(Api);
    }

    /// <summary>Where settings, cache and drafts are.</summary>
    public ViewerFolders Folders { get; }

    /// <summary>Tells the time.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What is remembered.</summary>
    public ViewerSettings Settings { get; private set; }

    /// <summary>The words of the language that is set.</summary>
    public Words Words => Words.Of(Settings.Language);

    /// <summary>Colours.</summary>
    public Palette Palette => Settings.IsDark ? Palette.Dark : Palette.Light;

    /// <summary>What is kept on disk.</summary>
    public DiskCache Cache { get; }

    /// <summary>The connection.</summary>
    public ServiceConnection Connection { get; }

    /// <summary>The service.</summary>
    public RenewalApi Api { get; }

    /// <summary>Vector tiles.</summary>
    public TileStore Tiles { get; }

    /// <summary>Layers.</summary>
    public LayerList Layers { get; }

    /// <summary>Attribute table.</summary>
    public RegisterTable Table { get; }

    /// <summary>The site that is open.</summary>
    public SitePanel Site { get; }

    /// <summary>Isochrones.</summary>
    public ReachTool Reach { get; }

    /// <summary>Targets.</summary>
    public TierBoard Tiers { get; }

    /// <summary>Scenario.</summary>
    public ScenarioEditor Scenario { get; }

    /// <summary>Views visited.</summary>
    public ViewHistory History { get; } = new();

    /// <summary>How sites are coloured.</summary>
    [ObservableProperty]
    public partial SiteTheme Theme { get; set; } = SiteTheme.ByKind;

    /// <summary>The file that is looked at; null for none.</summary>
    [ObservableProperty]
    public partial OpenedFile? File { get; set; }

    /// <summary>The banner over the map; empty while the service answers.</summary>
    public string OfflineBanner => Connection.IsOnline != false ? ""
        : Connection.OldestKept is { } oldest ? string.Format(Words.Culture, Words[Word.Offline], Words.Age(Clock.GetUtcNow() - oldest))
        : Words[Word.OfflineNothing];

    /// <summary>Remembers other settings.</summary>
    public void Remember(ViewerSettings settings)
    {
        Settings = settings;
        _store.Write(settings);
    }

    /// <summary>Colours sites by the value of a property: reads it for every site.</summary>
    public async Task ThemeByAsync(PropertyDefinition indicator, CancellationToken cancellation)
    {
        var values = await Task.Run(
            async () =>
            {
                var read = new Dictionary<string, double>(StringComparer.Ordinal);
                foreach (var kind in RegisterTable.Kinds.Where(k => k.Find(indicator.Name) is not null))
                {
                    var query = new ItemQuery { Limit = 5000, Properties = ["code", indicator.Name], SkipGeometry = true };
                    await foreach (var site in Api.ItemsAsync(kind.Id, query, cancellation).ConfigureAwait(false))
                    {
                        if (site.Number(indicator.Name) is { } value)
                        {
                            read[$"{kind.Id}/{site.Code}"] = value;
                        }
                    }
                }

                return read;
            },
            cancellation).ConfigureAwait(true);
        Theme = SiteTheme.Of(indicator, values);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Tiles.Dispose();
        Connection.Dispose();
    }
}
