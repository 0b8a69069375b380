using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Wujin.Renewal.Api.Hosting;

namespace Wujin.Renewal.Api.CommandLine;

/// <summary>The usual help, and at the root every environment variable with its default.</summary>
internal sealed class HelpWithSettings(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand)
        {
            WriteSettings(parseResult.InvocationConfiguration.Output);
        }

        return code;
    }

    private static void WriteSettings(TextWriter output)
    {
        output.WriteLine("Settings (environment variables):");
        var width = ServiceOptions.Settings.Max(setting => setting.Name.Length);
        foreach (var setting in ServiceOptions.Settings)
        {
            output.WriteLine($"  {setting.Name.PadRight(width)}  {setting.Meaning}");
            output.WriteLine($"  {string.Empty.PadRight(width)}  [default: {setting.Default}]");
        }

        output.WriteLine();
        output.WriteLine("Exit codes: 0 done, 1 the work failed, 2 wrong usage.");
    }
}
