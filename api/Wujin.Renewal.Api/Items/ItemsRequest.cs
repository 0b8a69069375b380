using System.Globalization;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Items;

/// <summary>Reads which features a request wants.</summary>
internal static class ItemsRequest
{
    /// <summary>Features per page where <c>limit</c> is not given.</summary>
    internal const int DefaultLimit = 100;

    /// <summary>Most features per page; a larger <c>limit</c> counts as this.</summary>
    internal const int LargestLimit = 10_000;

    /// <summary>Reads the parameters of a page.</summary>
    /// <exception cref="Problems.ProblemException">400 with all faults, 406.</exception>
    internal static (FeatureQuery Query, Representation Representation) ReadPage(HttpRequest request, CollectionDefinition collection)
    {
        var parameters = new RequestParameters(request);
        var query = ReadSelection(parameters, collection) with
        {
            Limit = parameters.Single<int>("limit", ParseLimit) ?? DefaultLimit,
            AfterKey = parameters.Single<long>("cursor", Cursor.Parse),
        };
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty("bbox, datetime, q, limit, cursor, asOf, f, lang and every property of the collection by name");
        return (query, representation);
    }

    /// <summary>Reads the parameters of an export: those of a page but for its length, its place and its format.</summary>
    /// <exception cref="Problems.ProblemException">400 with all faults.</exception>
    internal static FeatureQuery ReadExport(HttpRequest request, CollectionDefinition collection)
    {
        var parameters = new RequestParameters(request);
        var query = ReadSelection(parameters, collection);
        if (parameters.Single("f") is not (null or "json"))
        {
            parameters.Fault("f", "An export is GeoJSON: f is json or left out.");
        }

        parameters.ThrowIfFaulty("bbox, datetime, q, asOf, f and every property of the collection by name");
        return query;
    }

    private static FeatureQuery ReadSelection(RequestParameters parameters, CollectionDefinition collection) => new()
    {
        Collection = collection,
        Bbox = parameters.Single<BoundingBox>("bbox", Boxes.Parse),
        Time = parameters.Single<DateInterval>("datetime", Instants.ParseInterval),
        AsOf = collection.IsDerived ? null : parameters.Single<DateTimeOffset>("asOf", Instants.Parse),
        Search = parameters.Single("q") is { } words && !words.Contains('\0', StringComparison.Ordinal) ? words : null,
        Filters = [.. ReadFilters(parameters, collection)],
    };

    private static IEnumerable<PropertyFilter> ReadFilters(RequestParameters parameters, CollectionDefinition collection)
    {
        foreach (var property in collection.Properties)
        {
            if (parameters.Single(property.Name) is not { } text)
            {
                continue;
            }

            if (PropertyValues.Parse(property, text, out var fault) is { } values)
            {
                yield return new PropertyFilter(property, values);
            }
            else
            {
                parameters.Fault(property.Name, fault);
            }
        }
    }

    private static int? ParseLimit(string text, out string fault)
    {
        fault = $"limit is a whole number from 1; what is above {LargestLimit} counts as {LargestLimit}.";
        if (text.Length == 0 || !text.All(char.IsAsciiDigit) || text.All(c => c == '0'))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? Math.Min(limit, LargestLimit) : LargestLimit;
    }
}
