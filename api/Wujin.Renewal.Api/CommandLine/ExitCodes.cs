namespace Wujin.Renewal.Api.CommandLine;

/// <summary>What the process ends with.</summary>
internal static class ExitCodes
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed; standard error says why and what to do.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage: an unknown verb or option, a value out of range, a setting that makes no sense.</summary>
    public const int WrongUsage = 2;
}
