using Avalonia.Controls;
using Avalonia.Platform.Storage;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Connection;
using Wujin.Renewal.Viewer.Core.Files;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Register;
using Wujin.Renewal.Viewer.Mapping;

namespace Wujin.Renewal.Viewer.Panes;

/// <summary>A file over the register: opened or dropped, looked at, imported.</summary>
internal sealed class FilePane : UserControl
{
    private static readonly string[] Systems = ["", "EPSG:4490", "EPSG:4326", "EPSG:4549", "EPSG:4528", "EPSG:3857", "GCJ-02", "BD-09"];

    private readonly ViewerModel _model;
    private readonly MapPane _map;
    private readonly StackPanel _result = Ui.Column();
    private string _crs = "";
    private string? _path;
    private CollectionDefinition _kind = RegisterTable.Kinds[0];

    /// <summary>Makes the pane.</summary>
    public FilePane(ViewerModel model, MapPane map)
    {
        (_model, _map) = (model, map);
        var words = model.Words;
        Content = Ui.Scroll(Ui.Column(
            Ui.AsyncButton(words[Word.OpenFile], PickAsync),
            Ui.Labelled(words[Word.Crs], Ui.Choice(Systems.Select(c => (c, c.Length == 0 ? "—" : c)), "", async c =>
            {
                _crs = c;
                if (_path is { } path)
                {
                    await OpenAsync(path);
                }
            })),
            _result));
        map.OverlaysChanged += (_, _) => ShowShapes();
        Ui.Follow(model, () => Draw(null), nameof(ViewerModel.File));
    }

    /// <summary>Opens a file.</summary>
    public async Task OpenAsync(string path)
    {
        _path = path;
        try
        {
            _model.File = await OpenedFile.OpenAsync(path, CoordinateSystems.TryParse(_crs, out var crs) ? crs : null, CancellationToken.None);
            if (_model.File.Geometries.Count > 0)
            {
                var all = new NetTopologySuite.Geometries.Envelope();
                _model.File.Geometries.ToList().ForEach(g => all.ExpandToInclude(g.EnvelopeInternal));
                _map.Fit(NetTopologySuite.Geometries.GeometryFactory.Default.ToGeometry(all));
            }
        }
        catch (SourceFileException e)
        {
            Draw(e.Message);
        }
    }

    private async Task PickAsync()
    {
        var files = await TopLevel.GetTopLevel(this)!.StorageProvider.OpenFilePickerAsync(new FilePickerOpenOptions { Title = _model.Words[Word.OpenFile] });
        if (files.Count > 0 && files[0].TryGetLocalPath() is { } path)
        {
            await OpenAsync(path);
        }
    }

    private void Draw(string? message)
    {
        var words = _model.Words;
        _result.Children.Clear();
        if (message is not null)
        {
            _result.Children.Add(Ui.Text(message, 12));
        }

        if (_model.File is { } file)
        {
            _result.Children.Add(Ui.Heading(file.Name));
            _result.Children.Add(Ui.Text(string.Format(words.Culture, words[Word.FileRows], file.Rows, file.Crs.System?.Code ?? "—"), 12));
            _result.Children.AddRange(file.Notices.Prepend(file.Crs.Detail).Select(n => Ui.Text(n, 11, opacity: 0.8)));
            _result.Children.Add(Ui.Labelled(words[Word.ImportInto], Ui.Choice(RegisterTable.Kinds.Select(k => (k, words.Pick(k.TitleZh, k.TitleEn))), _kind, k => _kind = k)));
            _result.Children.Add(Ui.Row(Ui.AsyncButton(words[Word.Import], () => ImportAsync(file)), Ui.Button(words[Word.Close], () => (_path, _model.File) = (null, null))));
        }

        ShowShapes();
    }

    private async Task ImportAsync(OpenedFile file)
    {
        var words = _model.Words;
        try
        {
            var (recorded, faults) = await file.ImportAsync(_model.Api, _kind, _model.Settings.Actor, CancellationToken.None);
            Draw(faults.Count == 0
                ? string.Format(words.Culture, words[Word.Imported], recorded)
                : string.Format(words.Culture, words[Word.ImportFaults], faults.Count) + "\n" + string.Join("\n", faults.Take(20).Select(f => $"{f.Number}: {f.Detail}")));
            if (faults.Count == 0)
            {
                await _model.Table.ReadAsync();
            }
        }
        catch (Exception e) when (e is ApiProblemException or ServiceUnreachableException or SourceFileException)
        {
            Draw(e is ApiProblemException { Faults.Count: > 0 } problem ? e.Message + "\n" + string.Join("\n", problem.Faults.Take(20).Select(f => f.Pointer + ": " + f.Detail)) : e.Message);
        }
    }

    private void ShowShapes()
    {
        var colour = Colour.Parse("#0072b2");
        _map.Show(LayerList.File, _model.File is { } file && _model.Layers[LayerList.File].IsVisible
            ? file.Geometries.Select(g => new MapShape(MapPane.ToMap(g), new Symbol { Fill = colour.At(0.2), Line = colour, Width = 1.5, Radius = 5 }))
            : []);
    }
}
