using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary>
/// The two town codes of a site. <c>town_code</c> is derived from the outline, <c>declared_town_code</c> is what people say; a client that writes
/// either means the declared one.
/// </summary>
internal static class TownRules
{
    private const string Town = "town_code";
    private const string Declared = "declared_town_code";

    /// <summary>Whether a property is one of the two.</summary>
    internal static bool IsTown(PropertyDefinition property) => property.Name is Town or Declared;

    /// <summary>Finds out which declared town a change of a feature means.</summary>
    internal static void Compare(
        FeatureSnapshot current, FeatureSnapshot lastRead, FeatureDraft draft, Dictionary<string, object?> changes, List<Fault> faults)
    {
        if (current.Collection.SiteKind is null)
        {
            return;
        }

        var town = Given(draft, Town, lastRead, current);
        var declared = Given(draft, Declared, lastRead, current);
        if (town is { IsChanged: true } && declared is { IsChanged: true } && !Equals(town.Value.Value, declared.Value.Value))
        {
            faults.Add(Fault.OfProperty(Town, $"{Town} and {Declared} are both changed and name different towns; change one of them."));
            return;
        }

        var wanted = declared is { IsChanged: true } ? declared.Value.Value
            : town is { IsChanged: true } ? town.Value.Value
            : town is null && declared is null ? null
            : current.Values[Declared];
        if (!Equals(wanted, current.Values[Declared]))
        {
            changes[Declared] = wanted;
        }
    }

    private static (object? Value, bool IsChanged)? Given(FeatureDraft draft, string name, FeatureSnapshot lastRead, FeatureSnapshot current) =>
        draft.Values.TryGetValue(name, out var value) ? (value, !Equals(value, lastRead.Values[name]) && !Equals(value, current.Values[name])) : null;
}
