using System.Text.Json.Nodes;
using CommunityToolkit.Mvvm.ComponentModel;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Viewer.Core.Connection;
using Wujin.Renewal.Viewer.Core.Language;

namespace Wujin.Renewal.Viewer.Core.Register;

/// <summary>A site with its stages and its history, or the editor of it.</summary>
/// <remarks>Belongs to the thread of the screen.</remarks>
internal sealed partial class SitePanel(RenewalApi api, DraftStore drafts) : ObservableObject
{
    private static readonly HashSet<string> Elsewhere = ["code", "name_zh", "name_en", "kind", "stage", "stage_date", "town_name", "area_m2", "is_demo", "version"];

    private CancellationTokenSource? _reading;

    /// <summary>The site; null for none.</summary>
    [ObservableProperty]
    public partial SiteFeature? Site { get; private set; }

    /// <summary>The stages it may move to.</summary>
    [ObservableProperty]
    public partial IReadOnlyList<string> NextStages { get; private set; } = [];

    /// <summary>Stages reached: day and stage, latest first.</summary>
    [ObservableProperty]
    public partial IReadOnlyList<(string Date, string Stage)> Events { get; private set; } = [];

    /// <summary>Recorded versions, latest first.</summary>
    [ObservableProperty]
    public partial IReadOnlyList<JsonObject> Versions { get; private set; } = [];

    /// <summary>The editor; null while the site is only looked at.</summary>
    [ObservableProperty]
    public partial SiteEditor? Editor { get; private set; }

    /// <summary>What happened or went wrong.</summary>
    [ObservableProperty]
    public partial string Message { get; set; } = "";

    /// <summary>Whether it is being read.</summary>
    [ObservableProperty]
    public partial bool IsBusy { get; private set; }

    /// <summary>Told when a site was written: map and table are to be read anew.</summary>
    public event EventHandler? Written;

    /// <summary>Shows a site; null for none. One that is being edited stays.</summary>
    public async Task ShowAsync(SiteKey? key)
    {
        if (Editor is not null)
        {
            return;
        }

        if (_reading is not null)
        {
            await _reading.CancelAsync().ConfigureAwait(true);
        }

        if (key is null)
        {
            Site = null;
            return;
        }

        using var reading = new CancellationTokenSource();
        _reading = reading;
        IsBusy = true;
        try
        {
            var (item, stages, versions) = (
                api.ItemAsync(key.Collection, key.Code, null, reading.Token), api.StagesAsync(key.Collection, key.Code, reading.Token), api.VersionsAsync(key.Collection, key.Code, reading.Token));
            await Task.WhenAll(item, stages, versions).ConfigureAwait(true);
            var staged = await stages.ConfigureAwait(true);
            NextStages = [.. (staged["next"] as JsonArray ?? []).Select(n => (string?)n?["stage"] ?? "")];
            Events = [.. (staged["events"] as JsonArray ?? []).Where(e => e?["retracted_at"] is null).Select(e => ((string?)e?["effective_date"] ?? "", (string?)e?["stage"] ?? ""))];
            Versions = [.. (await versions.ConfigureAwait(true)).OfType<JsonObject>()];
            Message = "";
            Site = await item.ConfigureAwait(true);
        }
        catch (OperationCanceledException)
        {
            // Another site is wanted.
        }
        catch (Exception e) when (e is ApiProblemException or ServiceUnreachableException)
        {
            (Site, Message) = (null, e.Message);
        }
        finally
        {
            if (ReferenceEquals(_reading, reading))
            {
                (_reading, IsBusy) = (null, false);
            }
        }
    }

    /// <summary>Begins to edit the site.</summary>
    public void Edit(string actor)
    {
        if (Site is { } site && Editor is null)
        {
            Editor = new SiteEditor(api, drafts, site, actor);
        }
    }

    /// <summary>Begins a new site.</summary>
    public void EditNew(string collection, string actor) =>
        Editor = new SiteEditor(api, drafts, new SiteFeature(collection, "", [], null), actor);

    /// <summary>Saves what is edited.</summary>
    public async Task<SaveOutcome> SaveAsync(CancellationToken cancellation)
    {
        if (Editor is not { } editor)
        {
            return SaveOutcome.Failed;
        }

        var outcome = await editor.SaveAsync(cancellation).ConfigureAwait(true);
        if (outcome == SaveOutcome.Saved)
        {
            Editor = null;
            Written?.Invoke(this, EventArgs.Empty);
            await ShowAsync(new SiteKey(editor.Site.Collection, editor.Site.Code)).ConfigureAwait(true);
        }

        return outcome;
    }

    /// <summary>Ends editing. What was changed stays as a draft unless it is thrown away.</summary>
    public void StopEditing(bool discard)
    {
        if (discard)
        {
            Editor?.Discard();
        }

        Editor = null;
    }

    /// <summary>Moves the site to a stage.</summary>
    public Task MoveToAsync(string stage, DateOnly effective, string actor, CancellationToken cancellation) =>
        WriteAsync(site => api.MoveToStageAsync(site.Collection, site.Code, site.Version, stage, effective, actor, cancellation), isGone: false);

    /// <summary>Deletes the site; its history stays in the register.</summary>
    public Task DeleteAsync(string actor, CancellationToken cancellation) =>
        WriteAsync(site => api.DeleteAsync(site.Collection, site.Code, site.Version, actor, cancellation), isGone: true);

    /// <summary>Titles and values, without what stands in the head of the panel.</summary>
    public IReadOnlyList<(string Title, string Value)> Attributes(Words words)
    {
        if (Site is not { } site || RegisterCatalogue.Find(site.Collection) is not { } collection)
        {
            return [];
        }

        return [.. collection.Properties.Where(p => !Elsewhere.Contains(p.Name) && site.Properties[p.Name] is not null).Select(p => (words.Pick(p.TitleZh, p.TitleEn), Value(site, p, words)))];
    }

    private static string Value(SiteFeature site, PropertyDefinition property, Words words)
    {
        var text = site.Text(property.Name);
        return property.Type switch
        {
            PropertyType.Boolean => text == "true" ? words.Pick("是", "yes") : words.Pick("否", "no"),
            PropertyType.Code => property.Codes?.Find(text) is { } entry ? words.Pick(entry.TitleZh, entry.TitleEn) : text,
            PropertyType.Decimal or PropertyType.Number or PropertyType.Integer when !property.Name.Contains("year", StringComparison.Ordinal) => site.Number(property.Name) is { } number ? words.Number(number, 3) : text,
            _ => text,
        };
    }

    private async Task WriteAsync(Func<SiteFeature, Task> write, bool isGone)
    {
        if (Site is not { } site)
        {
            return;
        }

        try
        {
            await write(site).ConfigureAwait(true);
            Message = "";
            Written?.Invoke(this, EventArgs.Empty);
            await ShowAsync(isGone ? null : new SiteKey(site.Collection, site.Code)).ConfigureAwait(true);
        }
        catch (StaleVersionException stale)
        {
            await ShowAsync(new SiteKey(site.Collection, site.Code)).ConfigureAwait(true);
            Message = stale.Message;
        }
        catch (Exception e) when (e is ApiProblemException or ServiceUnreachableException)
        {
            Message = e is ApiProblemException { Faults.Count: > 0 } problem ? string.Join(" ", problem.Faults.Select(f => f.Detail)) : e.Message;
        }
    }
}
