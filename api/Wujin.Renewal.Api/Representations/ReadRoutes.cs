namespace Wujin.Renewal.Api.Representations;

/// <summary>Mapping of resources that are read.</summary>
internal static class ReadRoutes
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps GET and HEAD of a pattern to a handler. OPTIONS is answered for every pattern by the problem middleware's neighbour.</summary>
    internal static IEndpointConventionBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, Methods, handler);
}
