using System.Collections.ObjectModel;
using CommunityToolkit.Mvvm.ComponentModel;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Viewer.Core.Language;

namespace Wujin.Renewal.Viewer.Core.Cartography;

/// <summary>A layer of the map, as its list shows it.</summary>
internal sealed partial class MapLayer(string id, Word? title, bool isInTiles) : ObservableObject
{
    /// <summary>Its id; for a layer of the vector tiles, the collection.</summary>
    public string Id { get; } = id;

    /// <summary>Whether it is drawn from the vector tiles.</summary>
    public bool IsInTiles { get; } = isInTiles;

    /// <summary>Whether it is drawn.</summary>
    [ObservableProperty]
    public partial bool IsVisible { get; set; } = true;

    /// <summary>From 0 to 1.</summary>
    [ObservableProperty]
    public partial double Opacity { get; set; } = 1;

    /// <summary>Its title.</summary>
    public string Title(Words words) =>
        title is { } word ? words[word] : RegisterCatalogue.Find(Id) is { } collection ? words.Pick(collection.TitleZh, collection.TitleEn) : Id;
}

/// <summary>The layers in the order of drawing, lowest first.</summary>
internal sealed class LayerList
{
    /// <summary>Id of the layer of reach.</summary>
    public const string Reach = "reach";

    /// <summary>Id of the layer of scenario roads.</summary>
    public const string Scenario = "scenario";

    /// <summary>Id of the layer of an opened file.</summary>
    public const string File = "file";

    /// <summary>Id of the basemap.</summary>
    public const string Basemap = "basemap";

    /// <summary>Makes the list.</summary>
    public LayerList(IEnumerable<string> hidden)
    {
        var off = hidden.ToHashSet(StringComparer.Ordinal);
        foreach (var layer in Layers)
        {
            layer.IsVisible = !off.Contains(layer.Id);
            layer.PropertyChanged += (_, _) => Changed?.Invoke(this, EventArgs.Empty);
        }

        Layers.CollectionChanged += (_, _) => Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Told when anything of any layer, or their order, changes.</summary>
    public event EventHandler? Changed;

    /// <summary>The layers, lowest first.</summary>
    public ObservableCollection<MapLayer> Layers { get; } =
    [
        new(Basemap, Word.LayerBasemap, false),
        new("towns", Word.LayerTowns, true),
        new("constraint-areas", Word.LayerConstraints, true),
        new("roads", Word.LayerRoads, true),
        new(Reach, Word.LayerReach, false),
        new("selfbuild-zones", null, true),
        new("industrial-parks", null, true),
        new("compounds", null, true),
        new("platforms", Word.LayerPlatforms, true),
        new(Scenario, Word.LayerScenario, false),
        new(File, Word.LayerFile, false),
        new("places", Word.LayerPlaces, true),
    ];

    /// <summary>Finds a layer.</summary>
    public MapLayer this[string id] => Layers.Single(l => l.Id == id);

    /// <summary>Ids of the layers that are off, for the settings.</summary>
    public IReadOnlyList<string> Hidden => [.. Layers.Where(l => !l.IsVisible).Select(l => l.Id)];

    /// <summary>Moves a layer up (towards the eye) or down by one place, as far as there is one.</summary>
    public void Move(MapLayer layer, int by)
    {
        var from = Layers.IndexOf(layer);
        var to = Math.Clamp(from + by, 0, Layers.Count - 1);
        if (from >= 0 && to != from)
        {
            Layers.Move(from, to);
        }
    }
}
