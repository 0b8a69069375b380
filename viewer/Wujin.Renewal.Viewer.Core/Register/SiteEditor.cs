using System.Globalization;
using System.Text.Json.Nodes;
using CommunityToolkit.Mvvm.ComponentModel;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.Mapping;
using Wujin.Renewal.Viewer.Core.Connection;

namespace Wujin.Renewal.Viewer.Core.Register;

/// <summary>One property in a form.</summary>
internal sealed partial class FieldEditor(PropertyDefinition property, JsonNode? value) : ObservableObject
{
    /// <summary>The property.</summary>
    public PropertyDefinition Property { get; } = property;

    /// <summary>The value as it was read.</summary>
    public string Original { get; } = TextOf(value);

    /// <summary>The value as it is typed.</summary>
    [ObservableProperty]
    public partial string Text { get; set; } = TextOf(value);

    /// <summary>What is wrong with it; empty for nothing.</summary>
    [ObservableProperty]
    public partial string Fault { get; set; } = "";

    /// <summary>Whether it was changed.</summary>
    public bool IsChanged => Text.Trim() != Original;

    /// <summary>Reads what is typed.</summary>
    /// <param name="value">The value, null for none.</param>
    /// <returns>What is wrong; null when it can be recorded.</returns>
    public string? Read(out JsonNode? value)
    {
        value = null;
        var text = Text.Trim();
        if (text.Length == 0)
        {
            return Property.IsRequired ? $"{Property.TitleZh} ({Property.Name}) is required." : null;
        }

        if (ValueParser.Parse(Property, text, out var parsed) is { } wrong)
        {
            return wrong;
        }

        value = parsed switch
        {
            null => null,
            string s => s,
            bool b => b,
            long l => l,
            decimal d => d,
            double d => d,
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset t => t.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            string[] list => new JsonArray([.. list.Select(l => (JsonNode?)l)]),
            _ => parsed.ToString(),
        };
        return parsed is null ? null : ValueRules.Check(Property, parsed);
    }

    /// <summary>A value as it is typed.</summary>
    internal static string TextOf(JsonNode? value) => value is null ? "" : value is JsonValue v && v.TryGetValue<string>(out var text) ? text : value.ToJsonString();
}

/// <summary>How an attempt to save ended.</summary>
internal enum SaveOutcome
{
    /// <summary>It is recorded.</summary>
    Saved,

    /// <summary>Values are at fault; the fields say which.</summary>
    Faulty,

    /// <summary>Somebody else was faster: <see cref="SiteEditor.Conflict"/>.</summary>
    Conflict,

    /// <summary>The service was silent or refused: <see cref="SiteEditor.Message"/>.</summary>
    Failed,
}

/// <summary>A site being changed or made: fields, outline, faults where they belong, the draft on disk, the conflict.</summary>
internal sealed partial class SiteEditor : ObservableObject
{
    private readonly RenewalApi _api;
    private readonly DraftStore _drafts;
    private readonly string _actor;
    private long _version;

    /// <summary>Begins.</summary>
    /// <param name="api">The service.</param>
    /// <param name="drafts">Keeps what is not saved.</param>
    /// <param name="site">The site as it was read; with version 0 for a new one.</param>
    /// <param name="actor">Who writes.</param>
    public SiteEditor(RenewalApi api, DraftStore drafts, SiteFeature site, string actor)
    {
        (_api, _drafts, _actor, Site, _version, Geometry) = (api, drafts, actor, site, site.Version, site.Geometry);
        Collection = RegisterCatalogue.Find(site.Collection)!;
        var isNew = site.Version == 0;

        // The stage of a site that exists moves by its own command, with the day it was reached.
        Fields = [.. Collection.Properties.Where(p => !p.IsReadOnly && (isNew || p.Name is not ("code" or "stage" or "stage_date"))).Select(p => new FieldEditor(p, site.Properties[p.Name]))];
        if (drafts.Find(site.Collection, DraftCode) is { } draft)
        {
            Restore(draft);
        }

        foreach (var field in Fields)
        {
            field.PropertyChanged += (sender, e) =>
            {
                if (e.PropertyName == nameof(FieldEditor.Text))
                {
                    field.Fault = field.Read(out _) ?? "";
                    Keep();
                }
            };
        }
    }

    /// <summary>The collection.</summary>
    public CollectionDefinition Collection { get; }

    /// <summary>The site as it was read.</summary>
    public SiteFeature Site { get; private set; }

    /// <summary>Its fields.</summary>
    public IReadOnlyList<FieldEditor> Fields { get; }

    /// <summary>Whether a draft of an earlier run was taken up.</summary>
    public bool IsRestored { get; private set; }

    /// <summary>The outline as it is drawn, degrees.</summary>
    public Geometry? Geometry { get; private set; }

    /// <summary>Whether the outline was changed.</summary>
    public bool IsGeometryChanged { get; private set; }

    /// <summary>What is wrong with the outline; empty for nothing.</summary>
    [ObservableProperty]
    public partial string GeometryFault { get; set; } = "";

    /// <summary>What happened, for the foot of the form.</summary>
    [ObservableProperty]
    public partial string Message { get; set; } = "";

    /// <summary>The conflict to settle; null for none.</summary>
    [ObservableProperty]
    public partial ConflictResolution? Conflict { get; set; }

    /// <summary>Whether there is anything to save.</summary>
    public bool IsChanged => IsGeometryChanged || Fields.Any(f => f.IsChanged);

    private string DraftCode => _version == 0 && Site.Version == 0 ? "" : Site.Code;

    /// <summary>Finds a field.</summary>
    public FieldEditor this[string name] => Fields.Single(f => f.Property.Name == name);

    /// <summary>Takes a changed outline.</summary>
    public void SetGeometry(Geometry? geometry)
    {
        (Geometry, IsGeometryChanged) = (geometry, true);
        GeometryFault = geometry is null ? "" : string.Join(" ", GeometryRules.Check(geometry, Collection.Geometry).Select(f => f.Detail));
        Keep();
    }

    /// <summary>Records what was changed.</summary>
    public async Task<SaveOutcome> SaveAsync(CancellationToken cancellation)
    {
        var changes = new JsonObject();
        foreach (var field in Fields.Where(f => f.IsChanged || (_version == 0 && (f.Text.Length > 0 || f.Property.IsRequired))))
        {
            field.Fault = field.Read(out var value) ?? "";
            changes[field.Property.Name] = value;
        }

        if (Fields.Any(f => f.Fault.Length > 0) || GeometryFault.Length > 0)
        {
            return SaveOutcome.Faulty;
        }

        try
        {
            Message = "";
            var feature = new JsonObject { ["properties"] = changes };
            if (IsGeometryChanged || _version == 0)
            {
                feature["geometry"] = GeoJson.Write(Geometry);
            }

            var before = DraftCode;
            if (_version == 0)
            {
                feature["type"] = "Feature";
                Site = await _api.CreateAsync(Collection.Id, feature, _actor, cancellation).ConfigureAwait(true);
            }
            else
            {
                Site = await _api.PatchAsync(Collection.Id, Site.Code, _version, feature, _actor, cancellation).ConfigureAwait(true);
            }

            _version = Site.Version;
            _drafts.Remove(Collection.Id, before);
            return SaveOutcome.Saved;
        }
        catch (StaleVersionException stale)
        {
            Conflict = new ConflictResolution(stale, Fields);
            return SaveOutcome.Conflict;
        }
        catch (ApiProblemException problem)
        {
            return Tell(problem);
        }
        catch (ServiceUnreachableException silent)
        {
            Message = silent.Message;
            return SaveOutcome.Failed;
        }
    }

    /// <summary>Takes over how a conflict was settled: the next save is made for the version that the register has now.</summary>
    public void Settle()
    {
        if (Conflict is not { } conflict)
        {
            return;
        }

        foreach (var choice in conflict.Choices.Where(c => !c.TakeYours))
        {
            if (choice.Field.Name == "geometry")
            {
                (Geometry, IsGeometryChanged) = (GeoJson.Read(choice.Field.Theirs), false);
            }
            else if (Fields.FirstOrDefault(f => f.Property.Name == choice.Field.Name) is { } field)
            {
                // What is back at the value that was read is not sent, so theirs stays.
                field.Text = field.Original;
            }
        }

        _version = conflict.Version;
        Conflict = null;
        Keep();
    }

    /// <summary>Throws away what was changed.</summary>
    public void Discard() => _drafts.Remove(Collection.Id, DraftCode);

    private SaveOutcome Tell(ApiProblemException problem)
    {
        var rest = new List<string>();
        foreach (var fault in problem.Faults)
        {
            if (Fields.FirstOrDefault(f => f.Property.Name == fault.Property) is { } field)
            {
                field.Fault = fault.Detail;
            }
            else if (fault.Pointer.StartsWith("/geometry", StringComparison.Ordinal))
            {
                GeometryFault = fault.Detail;
            }
            else
            {
                rest.Add(fault.Detail);
            }
        }

        Message = rest.Count > 0 ? string.Join(" ", rest) : problem.Message;
        return problem.Faults.Count > 0 ? SaveOutcome.Faulty : SaveOutcome.Failed;
    }

    private void Keep()
    {
        var changes = new JsonObject([.. Fields.Where(f => f.IsChanged).Select(f => KeyValuePair.Create(f.Property.Name, (JsonNode?)f.Text))]);
        _drafts.Keep(new Draft(Collection.Id, DraftCode, _version, changes, GeoJson.Write(Geometry), IsGeometryChanged));
    }

    // A draft of an older version is kept at that version: saving it shows what others changed meanwhile.
    private void Restore(Draft draft)
    {
        foreach (var (name, text) in draft.Changes)
        {
            if (Fields.FirstOrDefault(f => f.Property.Name == name) is { } field)
            {
                field.Text = (string?)text ?? "";
            }
        }

        if (draft.HasGeometry)
        {
            (Geometry, IsGeometryChanged) = (GeoJson.Read(draft.Geometry), true);
        }

        _version = draft.Version;
        IsRestored = true;
    }
}

/// <summary>One field of a conflict, and which side is kept.</summary>
internal sealed partial class ConflictChoice(ConflictField field, string title) : ObservableObject
{
    /// <summary>The field with both sides.</summary>
    public ConflictField Field { get; } = field;

    /// <summary>Its title.</summary>
    public string Title { get; } = title;

    /// <summary>Keep yours; otherwise theirs.</summary>
    [ObservableProperty]
    public partial bool TakeYours { get; set; }
}

/// <summary>A conflict to be settled field by field. What only you changed stays yours without asking.</summary>
internal sealed class ConflictResolution(StaleVersionException stale, IReadOnlyList<FieldEditor> fields)
{
    /// <summary>Who changed the site.</summary>
    public string ChangedBy { get; } = stale.ChangedBy;

    /// <summary>The version the register has now.</summary>
    public long Version { get; } = stale.CurrentVersion;

    /// <summary>The fields that both sides changed, and differently.</summary>
    public IReadOnlyList<ConflictChoice> Choices { get; } =
        [.. stale.Fields.Where(f => f.IsConflict).Select(f => new ConflictChoice(f, fields.FirstOrDefault(e => e.Property.Name == f.Name)?.Property.TitleZh ?? f.Name))];
}
