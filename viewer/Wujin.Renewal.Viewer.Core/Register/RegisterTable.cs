using System.Collections.ObjectModel;
using CommunityToolkit.Mvvm.ComponentModel;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Viewer.Core.Connection;
using Wujin.Renewal.Viewer.Core.Language;

namespace Wujin.Renewal.Viewer.Core.Register;

/// <summary>A site named.</summary>
/// <param name="Collection">Its collection.</param>
/// <param name="Code">Its code.</param>
internal sealed record SiteKey(string Collection, string Code);

/// <summary>A row of the table.</summary>
/// <param name="Site">The site, without outline.</param>
internal sealed record TableRow(SiteFeature Site)
{
    /// <summary>Which site.</summary>
    public SiteKey Key => new(Site.Collection, Site.Code);
}

/// <summary>The attribute table: filters, order, the rows, and the site that table and map have selected.</summary>
/// <remarks>Belongs to one thread, that of the screen; reading goes on elsewhere and comes back to it.</remarks>
internal sealed partial class RegisterTable(RenewalApi api) : ObservableObject
{
    /// <summary>What the table reads of each site.</summary>
    private static readonly string[] Columns = ["code", "name_zh", "name_en", "town_name", "stage", "plan_year", "area_m2", "budget_wan", "version", "is_demo"];

    private const int PageSize = 2000;

    private CancellationTokenSource? _reading;

    /// <summary>The kinds of site, by collection.</summary>
    public static IReadOnlyList<CollectionDefinition> Kinds { get; } = [RegisterCatalogue.Compounds, RegisterCatalogue.IndustrialParks, RegisterCatalogue.SelfBuildZones];

    /// <summary>Collection shown; null for all three.</summary>
    [ObservableProperty]
    public partial string? Kind { get; set; }

    /// <summary>Stage shown; null for all.</summary>
    [ObservableProperty]
    public partial string? Stage { get; set; }

    /// <summary>Code of the town shown; null for all.</summary>
    [ObservableProperty]
    public partial string? Town { get; set; }

    /// <summary>Plan year shown; null for all.</summary>
    [ObservableProperty]
    public partial int? PlanYear { get; set; }

    /// <summary>Words searched.</summary>
    [ObservableProperty]
    public partial string Search { get; set; } = "";

    /// <summary>Property that rows are ordered by.</summary>
    [ObservableProperty]
    public partial string SortBy { get; private set; } = "code";

    /// <summary>Largest first.</summary>
    [ObservableProperty]
    public partial bool IsDescending { get; private set; }

    /// <summary>The site that is selected; null for none.</summary>
    [ObservableProperty]
    public partial SiteKey? Selected { get; set; }

    /// <summary>Whether rows are being read.</summary>
    [ObservableProperty]
    public partial bool IsBusy { get; private set; }

    /// <summary>What went wrong; empty for nothing.</summary>
    [ObservableProperty]
    public partial string Message { get; private set; } = "";

    /// <summary>The rows.</summary>
    [ObservableProperty]
    public partial IReadOnlyList<TableRow> Rows { get; private set; } = [];

    /// <summary>The towns to choose from, code and names.</summary>
    public ObservableCollection<SiteFeature> Towns { get; } = [];

    /// <summary>Reads the towns, once.</summary>
    public async Task ReadTownsAsync(CancellationToken cancellation)
    {
        if (Towns.Count == 0)
        {
            await foreach (var town in api.ItemsAsync("towns", new ItemQuery { Properties = ["code", "name_zh", "name_en"], SkipGeometry = true }, cancellation).ConfigureAwait(true))
            {
                Towns.Add(town);
            }
        }
    }

    /// <summary>Reads the rows; a reading under way is given up.</summary>
    public async Task ReadAsync()
    {
        if (_reading is not null)
        {
            await _reading.CancelAsync().ConfigureAwait(true);
        }

        using var reading = new CancellationTokenSource();
        _reading = reading;
        IsBusy = true;
        try
        {
            var kinds = Kinds.Where(k => Kind is null || k.Id == Kind);
            var read = await Task.WhenAll(kinds.Select(k => Task.Run(() => ReadKindAsync(k.Id, reading.Token), reading.Token))).ConfigureAwait(true);
            (Rows, Message) = (Order(read.SelectMany(r => r)), "");
        }
        catch (OperationCanceledException)
        {
            // Other filters have been asked for meanwhile.
        }
        catch (Exception e) when (e is ApiProblemException or ServiceUnreachableException)
        {
            Message = e.Message;
        }
        finally
        {
            if (ReferenceEquals(_reading, reading))
            {
                (_reading, IsBusy) = (null, false);
            }
        }
    }

    /// <summary>Orders by a property; the same again turns the order round.</summary>
    public void Sort(string property)
    {
        IsDescending = SortBy == property && !IsDescending;
        SortBy = property;
        Rows = Order(Rows);
    }

    /// <summary>A cell as it is shown.</summary>
    public static string Cell(SiteFeature site, string column, Words words) => column switch
    {
        "kind" => RegisterCatalogue.Find(site.Collection) is { } c ? words.Pick(c.TitleZh, c.TitleEn) : site.Collection,
        "name" => words.Pick(site.Text("name_zh"), site.Text("name_en")),
        "stage" => CodeLists.Stages.Find(site.Text("stage")) is { } stage ? words.Pick(stage.TitleZh, stage.TitleEn) : site.Text("stage"),
        "area_m2" or "budget_wan" => site.Number(column) is { } number ? words.Number(number) : "",
        _ => site.Text(column),
    };

    private async Task<List<TableRow>> ReadKindAsync(string collection, CancellationToken cancellation)
    {
        var query = new ItemQuery
        {
            Limit = PageSize, Stages = Stage is null ? [] : [Stage], Town = Town, PlanYear = PlanYear, Search = Search, Properties = Columns, SkipGeometry = true,
        };
        var rows = new List<TableRow>();
        await foreach (var site in api.ItemsAsync(collection, query, cancellation).ConfigureAwait(false))
        {
            rows.Add(new TableRow(site));
        }

        return rows;
    }

    private IReadOnlyList<TableRow> Order(IEnumerable<TableRow> rows)
    {
        var words = StringComparer.Create(Words.Chinese.Culture, ignoreCase: true);
        var property = SortBy == "name" ? "name_zh" : SortBy;
        var byNumber = property is "area_m2" or "budget_wan" or "plan_year";
        var ordered = byNumber
            ? rows.OrderBy(r => r.Site.Number(property) is null).ThenBy(r => (r.Site.Number(property) ?? 0) * (IsDescending ? -1 : 1))
            : property == "stage" ? Directed(rows, r => CodeLists.Stages.Entries.Select(e => e.Code).ToList().IndexOf(r.Site.Text("stage")), Comparer<int>.Default)
            : Directed(rows, r => property == "kind" ? r.Site.Collection : r.Site.Text(property), words);
        return [.. ordered.ThenBy(r => r.Site.Code, StringComparer.Ordinal)];
    }

    private IOrderedEnumerable<TableRow> Directed<T>(IEnumerable<TableRow> rows, Func<TableRow, T> key, IComparer<T> comparer) =>
        IsDescending ? rows.OrderByDescending(key, comparer) : rows.OrderBy(key, comparer);
}
