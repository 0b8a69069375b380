using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Parameters;

/// <summary>
/// Reads the query parameters of a request and collects every fault, so that the client learns of all of them at once. A parameter that nothing has
/// asked for is unknown (/req/core/query-param-unknown).
/// </summary>
internal sealed class RequestParameters(HttpRequest request)
{
    private readonly List<ProblemError> _faults = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal HttpRequest Request => request;

    /// <summary>Adds a fault.</summary>
    internal void Fault(string parameter, string detail) => Fault(ProblemError.OfParameter(parameter, detail));

    /// <summary>Adds a fault.</summary>
    internal void Fault(ProblemError fault) => _faults.Add(fault);

    /// <summary>The value of a parameter, or null where it is absent or at fault: repeated or empty.</summary>
    internal string? Single(string name)
    {
        _known.Add(name);
        if (!request.Query.TryGetValue(name, out var values))
        {
            return null;
        }

        if (values.Count > 1)
        {
            Fault(name, $"{name} is given {values.Count} times; give it once.");
            return null;
        }

        if (string.IsNullOrEmpty(values[0]))
        {
            // A form on a page sends every field, also those that were left empty.
            if (request.Query["f"] == "html")
            {
                return null;
            }

            Fault(name, $"{name} is empty; give it a value or leave it out.");
            return null;
        }

        return values[0];
    }

    /// <summary>Reads a parameter by a parser that explains what it refuses.</summary>
    internal T? Single<T>(string name, Parser<T> parse)
        where T : struct
    {
        if (Single(name) is not { } text)
        {
            return null;
        }

        if (parse(text, out var fault) is { } value)
        {
            return value;
        }

        Fault(name, fault);
        return null;
    }

    /// <summary>Reads <c>f</c> and <c>lang</c>, and negotiates what they leave open.</summary>
    /// <exception cref="ProblemException">406: Accept rules out everything.</exception>
    internal Representation Representation()
    {
        var given = Single("f");
        if (given is not (null or "json" or "html"))
        {
            Fault("f", "f is json or html.");
        }

        if (Single("lang") is not (null or "zh" or "en"))
        {
            Fault("lang", "lang is zh or en.");
        }

        var format = given switch
        {
            "html" => Format.Html,
            null => Representations.Representation.Choose(request) ?? throw Representations.Representation.NotAcceptable(),
            _ => Format.Json,
        };
        return Representations.Representation.Lenient(request, format);
    }

    /// <summary>Ends the request when anything was wrong, or when parameters are left that nobody asked for.</summary>
    /// <param name="known">What this resource knows, for the message about an unknown parameter.</param>
    /// <exception cref="ProblemException">400 with all faults.</exception>
    internal void ThrowIfFaulty(string known = "f and lang")
    {
        foreach (var (name, _) in request.Query)
        {
            if (!_known.Contains(name))
            {
                Fault(name, $"Unknown parameter; this resource knows {known}. Names are case-sensitive.");
            }
        }

        if (_faults.Count > 0)
        {
            throw ProblemException.OfParameters(_faults);
        }
    }
}

/// <summary>Parses a parameter, or says what is wrong with it.</summary>
/// <returns>Null when the text is refused; <paramref name="fault"/> then says why.</returns>
internal delegate T? Parser<T>(string text, out string fault)
    where T : struct;
