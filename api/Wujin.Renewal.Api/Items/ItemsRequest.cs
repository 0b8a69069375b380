using System.Globalization;
using Wujin.Renewal.Api.Filtering;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;
using Wujin.Renewal.Store.GeoJson;

namespace Wujin.Renewal.Api.Items;

/// <summary>Reads which features a request wants, in which order and in which form.</summary>
internal static class ItemsRequest
{
    /// <summary>Features per page where <c>limit</c> is not given.</summary>
    internal const int DefaultLimit = 100;

    /// <summary>Most features per page; a larger <c>limit</c> counts as this.</summary>
    internal const int LargestLimit = 10_000;

    private const string Selection = "bbox, bbox-crs, datetime, q, filter, filter-lang, filter-crs, sortby, crs, properties, skipGeometry";

    /// <summary>Reads the parameters of a page.</summary>
    /// <exception cref="Problems.ProblemException">400 with all faults, 406.</exception>
    internal static (FeatureQuery Query, Representation Representation) ReadPage(HttpRequest request, CollectionDefinition collection)
    {
        var parameters = new RequestParameters(request);
        var query = ReadSelection(parameters, collection);
        var after = Cursor.Read(parameters, query.Sort);
        query = query with
        {
            Limit = parameters.Single<int>("limit", ParseLimit) ?? DefaultLimit,
            Offset = parameters.Single<int>("offset", ParseOffset) ?? 0,
            AfterKey = after?.Key,
            AfterValues = after?.Values ?? [],
        };
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty(Selection + ", limit, cursor, offset, asOf, f, lang and every property of the collection by name");
        return (representation.Format == Format.Html ? Whole(query) : query, representation);
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

        parameters.ThrowIfFaulty(Selection + ", asOf, f and every property of the collection by name");
        return query;
    }

    /// <summary>Reads the parameters of one feature.</summary>
    /// <exception cref="Problems.ProblemException">400 with all faults, 406.</exception>
    internal static (FeatureQuery Query, Representation Representation) ReadOne(HttpRequest request, CollectionDefinition collection)
    {
        var parameters = new RequestParameters(request);
        var query = ReadShape(parameters, collection) with { AsOf = collection.IsDerived ? null : parameters.Single<DateTimeOffset>("asOf", Instants.Parse) };
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty("crs, properties, skipGeometry, asOf, f and lang");
        return (representation.Format == Format.Html ? Whole(query) : query, representation);
    }

    /// <summary>Pages show features whole, and draw them from degrees.</summary>
    private static FeatureQuery Whole(FeatureQuery query) => query with { Coordinates = CoordinateForm.Crs84, Properties = null, SkipsGeometry = false };

    private static FeatureQuery ReadShape(RequestParameters parameters, CollectionDefinition collection) => new()
    {
        Collection = collection,
        Coordinates = ServedSystems.Read(parameters, "crs") is { } crs ? CoordinateForm.Of(crs) : CoordinateForm.Crs84,
        Properties = SortKeys.Wanted(parameters, collection),
        SkipsGeometry = SortKeys.SkipsGeometry(parameters),
    };

    private static FeatureQuery ReadSelection(RequestParameters parameters, CollectionDefinition collection)
    {
        var (box, area) = Boxes.Read(parameters);
        return ReadShape(parameters, collection) with
        {
            Bbox = box,
            Area = area,
            Time = parameters.Single<DateInterval>("datetime", Instants.ParseInterval),
            AsOf = collection.IsDerived ? null : parameters.Single<DateTimeOffset>("asOf", Instants.Parse),
            Search = parameters.Single("q") is { } words && !words.Contains('\0', StringComparison.Ordinal) ? words : null,
            Filter = FilterRequest.Read(parameters, collection),
            Filters = [.. ReadFilters(parameters, collection)],
            Sort = SortKeys.Read(parameters, collection),
        };
    }

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

    private static int? ParseOffset(string text, out string fault)
    {
        fault = $"offset is a whole number from 0 to {LargestLimit}; beyond that follow the next links.";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && offset <= LargestLimit ? offset : null;
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
