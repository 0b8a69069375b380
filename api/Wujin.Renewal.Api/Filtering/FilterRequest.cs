using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Filters;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Filtering;

/// <summary>Reads the parameters <c>filter</c>, <c>filter-lang</c> and <c>filter-crs</c> (OGC 19-079r2, Features Part 3).</summary>
internal static class FilterRequest
{
    /// <summary>CQL2 text, the default.</summary>
    internal const string Text = "cql2-text";

    /// <summary>CQL2 JSON.</summary>
    internal const string Json = "cql2-json";

    /// <summary>Reads the filter of a request, checked for the collection; null where there is none.</summary>
    internal static Expression? Read(RequestParameters parameters, CollectionDefinition collection)
    {
        var language = parameters.Single("filter-lang");
        if (language is not (null or Text or Json))
        {
            parameters.Fault("filter-lang", $"filter-lang is {Text} or {Json}.");
        }

        var crs = ServedSystems.Read(parameters, "filter-crs") ?? CoordinateSystems.Crs84;
        if (parameters.Single("filter") is not { } filter || language is not (null or Text or Json))
        {
            return null;
        }

        try
        {
            return FilterTyping.Resolve(Parse(filter, language), collection, crs);
        }
        catch (FilterException fault)
        {
            parameters.Fault(ProblemError.OfParameter("filter", fault.Message) with
            {
                Position = fault.Place.Pointer is null ? Math.Max(0, fault.Place.Offset) + 1 : null,
                Pointer = fault.Place.Pointer,
            });
            return null;
        }
    }

    /// <summary>Parses a filter in a language.</summary>
    /// <exception cref="FilterException">It cannot be read.</exception>
    internal static Expression Parse(string filter, string? language) => language == Json ? FilterJsonReader.Read(filter) : FilterGrammar.Read(filter);
}
