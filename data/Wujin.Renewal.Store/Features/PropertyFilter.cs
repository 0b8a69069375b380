using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Features;

/// <summary>Selects the features whose property has one of some values. A feature without a value is never selected.</summary>
/// <param name="Property">A property of the collection.</param>
/// <param name="Values">
/// One or more values, with the CLR types of <see cref="FeatureDraft.Values"/>; for a list of texts, texts of which the list holds at least one.
/// </param>
public sealed record PropertyFilter(PropertyDefinition Property, IReadOnlyList<object> Values);
