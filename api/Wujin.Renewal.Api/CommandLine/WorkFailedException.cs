namespace Wujin.Renewal.Api.CommandLine;

/// <summary>The work failed for a reason that the message tells in one line, with what to do; the process ends with <see cref="ExitCodes.Failed"/>.</summary>
internal sealed class WorkFailedException(string message, Exception? inner = null) : Exception(message, inner);
