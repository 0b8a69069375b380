using System.Text.Json.Serialization;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Problems;

/// <summary>One fault of a request.</summary>
/// <param name="Detail">What is wrong and what to do, one sentence.</param>
public sealed record ProblemError(string Detail)
{
    /// <summary>The query parameter at fault.</summary>
    [JsonPropertyOrder(-4)]
    public string? Parameter { get; init; }

    /// <summary>JSON pointer (RFC 6901) to the place at fault in the body.</summary>
    [JsonPropertyOrder(-3)]
    public string? Pointer { get; init; }

    /// <summary>The request header at fault.</summary>
    [JsonPropertyOrder(-2)]
    public string? Header { get; init; }

    /// <summary>Which character of the parameter is at fault, counted from 1.</summary>
    [JsonPropertyOrder(-1)]
    public int? Position { get; init; }

    /// <summary>Where a geometry is at fault: longitude and latitude, degrees.</summary>
    public double[]? Location { get; init; }

    /// <summary>A fault of a query parameter.</summary>
    public static ProblemError OfParameter(string name, string detail) => new(detail) { Parameter = name };

    /// <summary>A fault of a request header.</summary>
    public static ProblemError OfHeader(string name, string detail) => new(detail) { Header = name };

    /// <summary>A fault found in a feature.</summary>
    public static ProblemError Of(Fault fault) => new(fault.Detail)
    {
        Pointer = fault.Pointer,
        Location = fault.Location is { } at ? [at.Longitude, at.Latitude] : null,
    };
}

/// <summary>A problem as it is sent (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Kind">The type.</param>
/// <param name="Detail">What happened in this case, one or two sentences.</param>
public sealed record Problem([property: JsonIgnore] ProblemType Kind, string Detail)
{
    /// <summary>Media type of a problem.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>URI of the type; resolves to a page.</summary>
    [JsonPropertyOrder(-4)]
    public string Type => Kind.Uri;

    /// <summary>Summary of the type.</summary>
    [JsonPropertyOrder(-3)]
    public string Title => Kind.Title;

    /// <summary>HTTP status code.</summary>
    [JsonPropertyOrder(-2)]
    public int Status => Kind.Status;

    /// <summary>The request target that met the problem; filled in when the problem is written.</summary>
    public string? Instance { get; init; }

    /// <summary>Every fault of the request.</summary>
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    /// <summary>Leads to the log lines of the request; given where the fault is the service's.</summary>
    public string? TraceId { get; init; }

    /// <summary>Further members, by name; values are written as JSON by their runtime type.</summary>
    [JsonExtensionData]
    public Dictionary<string, object?>? Extensions { get; init; }

    /// <summary>Seconds for the header Retry-After.</summary>
    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>Ends a request with a problem. Throw it anywhere below the problem middleware.</summary>
public sealed class ProblemException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ProblemException(Problem problem, Exception? inner = null)
        : base(problem.Detail, inner) => Problem = problem;

    /// <summary>Makes the exception from a type and what happened.</summary>
    public ProblemException(ProblemType kind, string detail, Exception? inner = null)
        : this(new Problem(kind, detail), inner)
    {
    }

    /// <summary>The problem to send.</summary>
    public Problem Problem { get; }

    /// <summary>All faults of the query parameters of a request.</summary>
    public static ProblemException OfParameters(IReadOnlyList<ProblemError> errors) =>
        new(new Problem(ProblemTypes.InvalidParameter, errors.Count == 1 ? errors[0].Detail : $"{errors.Count} faults in the query parameters.") { Errors = errors });

    /// <summary>Nothing at the address.</summary>
    public static ProblemException NotFound(string detail) => new(ProblemTypes.NotFound, detail);
}
