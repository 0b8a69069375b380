namespace Wujin.Renewal.Api.Problems;

/// <summary>Puts the handling of problems around everything else.</summary>
public static class ProblemSetup
{
    /// <summary>Every failure and every bare error status below this point becomes a problem. Use it first, right after the request log.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.UseMiddleware<ProblemMiddleware>();
}
