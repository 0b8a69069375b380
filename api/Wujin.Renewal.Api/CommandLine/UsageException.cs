namespace Wujin.Renewal.Api.CommandLine;

/// <summary>What was asked for makes no sense; the process ends with <see cref="ExitCodes.WrongUsage"/> and the message on one line.</summary>
internal sealed class UsageException(string message) : Exception(message);
