using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>
/// What every feature of the register has to fulfil, whichever way it came: over the API, from a file, from a generator. All faults are
/// found at once. The database enforces the essential ones again.
/// </summary>
public static class FeatureRules
{
    /// <summary>Checks a whole feature: its properties, how they fit together, and its geometry.</summary>
    /// <param name="collection">The collection it is meant for.</param>
    /// <param name="draft">The feature.</param>
    /// <returns>All faults, in the order of the properties, the geometry last; none when the feature may be recorded.</returns>
    /// <remarks>A patch is checked after it has been merged into the feature it changes. Read-only properties are not judged here.</remarks>
    public static IReadOnlyList<Fault> Check(CollectionDefinition collection, FeatureDraft draft)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(draft);
        List<Fault> faults = [];
        CheckProperties(collection, draft, faults);
        CheckUnknown(collection, draft, faults);
        CheckOrder(draft, "planned_start", "planned_finish", faults);
        CheckOrder(draft, "actual_start", "actual_finish", faults);
        CheckGeometry(collection, draft, faults);
        return faults;
    }

    /// <summary>Checks only the geometry: required where the stage or the collection needs one, and sound by <see cref="GeometryRules"/>.</summary>
    public static void CheckGeometry(CollectionDefinition collection, FeatureDraft draft, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(faults);
        if (draft.Geometry is { } geometry)
        {
            foreach (var fault in GeometryRules.Check(geometry, collection.Geometry))
            {
                faults.Add(fault);
            }

            return;
        }

        if (collection.Geometry != GeometryKind.None && WhyGeometryIsNeeded(collection, draft) is { } why)
        {
            faults.Add(Fault.OfGeometry(why));
        }
    }

    private static void CheckProperties(CollectionDefinition collection, FeatureDraft draft, List<Fault> faults)
    {
        foreach (var property in collection.Properties)
        {
            if (property.IsReadOnly)
            {
                continue;
            }

            var value = draft.Values.GetValueOrDefault(property.Name);
            if (value is null || value is string text && string.IsNullOrWhiteSpace(text))
            {
                if (property.IsRequired)
                {
                    faults.Add(Fault.OfProperty(property.Name, $"{property.Name} ({property.TitleZh}) is required and must not be empty."));
                }
            }
            else if (ValueRules.Check(property, value) is { } wrong)
            {
                faults.Add(Fault.OfProperty(property.Name, wrong));
            }
        }
    }

    private static void CheckUnknown(CollectionDefinition collection, FeatureDraft draft, List<Fault> faults)
    {
        foreach (var name in draft.Values.Keys)
        {
            if (collection.Find(name) is null)
            {
                faults.Add(Fault.OfProperty(name, $"{collection.Id} has no property of this name; its properties are listed in the schema of the collection."));
            }
        }
    }

    private static void CheckOrder(FeatureDraft draft, string start, string finish, List<Fault> faults)
    {
        if (draft.Values.GetValueOrDefault(start) is DateOnly first && draft.Values.GetValueOrDefault(finish) is DateOnly last && last < first)
        {
            faults.Add(Fault.OfProperty(finish, $"{finish} {last:yyyy-MM-dd} is before {start} {first:yyyy-MM-dd}."));
        }
    }

    private static string? WhyGeometryIsNeeded(CollectionDefinition collection, FeatureDraft draft)
    {
        if (collection.SiteKind is null)
        {
            return $"A feature of {collection.Id} needs a geometry.";
        }

        var stage = draft.Values.GetValueOrDefault("stage") as string;
        return stage is null || stage == Stage.Surveyed.Code()
            ? null
            : $"A site in the stage \"{stage}\" needs its outline; it may be missing only while the site is \"{Stage.Surveyed.Code()}\" (摸底).";
    }
}
