namespace Wujin.Renewal.Api.Representations;

/// <summary>
/// Answers OPTIONS of every resource with the methods it has. Routing finds those when it refuses the method; so whatever a slice maps is listed.
/// </summary>
internal sealed class OptionsMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context).ConfigureAwait(false);
        var response = context.Response;
        if (HttpMethods.IsOptions(context.Request.Method) && response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            response.Headers.Allow = string.Join(", ", response.Headers.Allow.SelectMany(a => a!.Split(',', StringSplitOptions.TrimEntries)).Append(HttpMethods.Options).Distinct());
        }
    }
}
