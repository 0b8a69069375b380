using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary>What changes when a feature as it stands is to become the feature of a body.</summary>
/// <param name="Changes">New values by property name, null for none.</param>
/// <param name="Geometry">The new geometry, or null where it stays.</param>
internal sealed record Revision(IReadOnlyDictionary<string, object?> Changes, GeometryChange? Geometry)
{
    /// <summary>Nothing changes.</summary>
    internal bool IsEmpty => Changes.Count == 0 && Geometry is null;

    /// <summary>Compares, and finds all that is wrong.</summary>
    /// <param name="current">The feature as it stands.</param>
    /// <param name="lastRead">The feature as the client read it: what the register keeps itself may be sent back as it was then.</param>
    /// <param name="body">The feature as it is meant to be.</param>
    /// <param name="faults">Faults of the body's form; those of its meaning are added.</param>
    internal static Revision Of(FeatureSnapshot current, FeatureSnapshot lastRead, FeatureBody body, List<Fault> faults)
    {
        var formFaults = faults.Select(f => f.Pointer).ToHashSet(StringComparer.Ordinal);
        if (body.Id is { } id && id != current.Code)
        {
            faults.Add(new Fault("/id", $"The id is \"{id}\", the address says \"{current.Code}\"; a code does not change."));
        }

        Dictionary<string, object?> changes = new(StringComparer.Ordinal);
        foreach (var property in current.Collection.Properties)
        {
            if (!formFaults.Contains("/properties/" + property.Name) && !TownRules.IsTown(property))
            {
                Compare(property, current, lastRead, body.Draft, changes, faults);
            }
        }

        TownRules.Compare(current, lastRead, body.Draft, changes, faults);
        var geometry = CompareGeometry(current, body);
        CheckRules(current, body, geometry, formFaults, faults);
        return new Revision(changes, geometry is { Geometry: { } shape } && faults.Count == 0
            ? new GeometryChange(GeometryRules.Normalize(shape, current.Collection.Geometry))
            : geometry);
    }

    /// <summary>Whether two values of a property are the same.</summary>
    internal static bool AreSame(object? a, object? b) => (a, b) switch
    {
        (string[] x, string[] y) => x.SequenceEqual(y, StringComparer.Ordinal),
        // JavaScript keeps milliseconds only.
        (DateTimeOffset x, DateTimeOffset y) => (x - y).Duration() < TimeSpan.FromMilliseconds(1),
        _ => Equals(a, b),
    };

    private static void Compare(
        PropertyDefinition property, FeatureSnapshot current, FeatureSnapshot lastRead, FeatureDraft draft, Dictionary<string, object?> changes, List<Fault> faults)
    {
        var isGiven = draft.Values.TryGetValue(property.Name, out var given);
        switch (property.Name)
        {
            case "code" when isGiven && !AreSame(given, current.Code):
                faults.Add(Fault.OfProperty("code", $"The code is \"{current.Code}\" and does not change: delete this feature and record another."));
                return;
            case "code":
                return;
            case "stage" or "stage_date" when current.Stage is not null:
                if (isGiven && !AreSame(given, lastRead.Values[property.Name]) && !AreSame(given, current.Values[property.Name]))
                {
                    faults.Add(Fault.OfProperty(property.Name, $"A stage is changed by POST to the resource …/items/{Uri.EscapeDataString(current.Code)}/stage, not here."));
                }

                return;
        }

        if (!property.IsReadOnly)
        {
            var wanted = given ?? property.Default;
            if (!AreSame(wanted, current.Values[property.Name]))
            {
                changes[property.Name] = wanted;
            }
        }
        else if (isGiven && !AreSame(given, lastRead.Values[property.Name]) && !AreSame(given, current.Values[property.Name]))
        {
            faults.Add(Fault.OfProperty(property.Name, $"{property.Name} ({property.TitleZh}) is kept by the register: leave it out, or send it back as it was read."));
        }
    }

    private static GeometryChange? CompareGeometry(FeatureSnapshot current, FeatureBody body)
    {
        if (!body.IsGeometryGiven || (body.Draft.Geometry is null && current.Geometry is null))
        {
            return null;
        }

        var isSame = body.Draft.Geometry is { IsEmpty: false } given && current.Geometry is { } stored
            && ServedGeometry.IsSame(stored, GeometryRules.Normalize(given, current.Collection.Geometry));
        return isSame ? null : new GeometryChange(body.Draft.Geometry);
    }

    private static void CheckRules(FeatureSnapshot current, FeatureBody body, GeometryChange? geometry, HashSet<string> formFaults, List<Fault> faults)
    {
        var values = new Dictionary<string, object?>(body.Draft.Values, StringComparer.Ordinal) { ["code"] = current.Code };
        if (current.Stage is { } stage)
        {
            values["stage"] = stage;
            values["stage_date"] = current.Values["stage_date"];
        }

        var shape = geometry is null ? current.Geometry : geometry.Geometry;
        foreach (var fault in FeatureRules.Check(current.Collection, new FeatureDraft(values, shape)))
        {
            var isKnown = formFaults.Contains(fault.Pointer) || fault.Pointer == "/properties/code";
            var isOfStoredGeometry = geometry is null && fault.Pointer.StartsWith("/geometry", StringComparison.Ordinal);
            if (!isKnown && !isOfStoredGeometry)
            {
                faults.Add(fault);
            }
        }
    }
}
