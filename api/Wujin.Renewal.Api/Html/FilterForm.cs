using System.Globalization;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Html;

/// <summary>One field of the form above a table.</summary>
/// <param name="Name">The query parameter.</param>
/// <param name="Title">Its label.</param>
/// <param name="Value">What is chosen now; empty for anything.</param>
/// <param name="Choices">What may be chosen; null for a text to type.</param>
/// <param name="IsNumber">Whether the text is a whole number.</param>
public sealed record FilterField(string Name, string Title, string Value, IReadOnlyList<(string Value, string Title)>? Choices, bool IsNumber = false);

/// <summary>The form by which a table is narrowed: made from the schema of the collection, sent as the query parameters of the API.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Fields">What can be chosen.</param>
/// <param name="Kept">Parameters that stay as they are.</param>
/// <param name="ClearHref">The table without any choice; null where nothing is chosen.</param>
public sealed record FilterForm(string Action, IReadOnlyList<FilterField> Fields, IReadOnlyList<(string Name, string Value)> Kept, string? ClearHref)
{
    /// <summary>The same in every row, or not to be chosen from.</summary>
    private static readonly HashSet<string> LeftOut = ["kind", "is_demo", "is_schematic"];

    internal static FilterForm Of(HttpRequest request, PageFrame frame, CollectionDefinition collection, IReadOnlyList<ShownFeature> towns)
    {
        var fields = FieldsOf(request, frame, collection, towns).ToList();
        var known = fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var others = request.Query.Where(p => !known.Contains(p.Key) && p.Key is not ("f" or "lang" or "cursor" or "limit")).Any();
        var kept = request.Query.Where(p => !known.Contains(p.Key) && p.Key is not ("f" or "lang" or "cursor"))
            .Select(p => (p.Key, p.Value.ToString())).Concat([("f", "html"), ("lang", frame.Language.Code())]).ToList();
        var address = Addresses.Items(request, collection.Id);
        return new FilterForm(address, fields, kept, others || fields.Any(f => f.Value.Length > 0) ? address + frame.Keep : null);
    }

    private static IEnumerable<FilterField> FieldsOf(HttpRequest request, PageFrame frame, CollectionDefinition collection, IReadOnlyList<ShownFeature> towns)
    {
        string Given(string name) => request.Query[name].ToString();
        yield return new FilterField("q", frame.T("搜索名称、编号、单位…", "Search names, codes, units…"), Given("q"), null);
        foreach (var property in collection.Properties.Where(p => !LeftOut.Contains(p.Name)))
        {
            var title = frame.T(property.TitleZh, property.TitleEn);
            if (property.Name == "town_code" && towns.Count > 0)
            {
                yield return new FilterField(property.Name, frame.T("镇/街道", "Town"), Given(property.Name), [.. towns.Select(t => (t.Id, t.Name(frame)))]);
            }
            else if (property is { Type: PropertyType.Code, Codes: { } codes })
            {
                yield return new FilterField(property.Name, title, Given(property.Name), [.. codes.Entries.Select(e => (e.Code, frame.T(e.TitleZh, Capital(e.TitleEn))))]);
            }
            else if (property.Name == "plan_year")
            {
                yield return new FilterField(property.Name, title, Given(property.Name), null, IsNumber: true);
            }
            else if (property.Type == PropertyType.Boolean)
            {
                yield return new FilterField(property.Name, title, Given(property.Name), [("true", frame.T("是", "Yes")), ("false", frame.T("否", "No"))]);
            }
        }
    }

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
