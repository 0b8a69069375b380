using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Data.Common;
using Wujin.Renewal.Api.Reports;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Api.Routing;
using Wujin.Renewal.Store;

namespace Wujin.Renewal.Api.CommandLine;

/// <summary>The command line: results on standard output, everything else on standard error.</summary>
internal static class RenewalCommandLine
{
    /// <summary>
    /// How long work may go on after Ctrl-C or SIGTERM before the process ends anyway. Above the 10 s that the service
    /// allows itself, so that it is only for work that does not listen.
    /// </summary>
    private static readonly TimeSpan TerminationPatience = TimeSpan.FromSeconds(12);

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">Verb and options, as typed.</param>
    /// <param name="output">For results.</param>
    /// <param name="error">For progress and errors.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        try
        {
            var parsed = Build().Parse(arguments);
            if (parsed.Action is ParseErrorAction)
            {
                return Refuse(parsed, error);
            }

            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TerminationPatience,
            });
        }
        catch (UsageException wrong)
        {
            await error.WriteLineAsync($"wujin: {wrong.Message}");
            return ExitCodes.WrongUsage;
        }
        catch (Exception failure) when (failure is StoreException or WorkFailedException)
        {
            await error.WriteLineAsync($"wujin: {failure.Message}");
            return ExitCodes.Failed;
        }
        catch (DbException lost) when (lost.IsTransient)
        {
            await error.WriteLineAsync($"wujin: the database went away ({lost.Message.ReplaceLineEndings(" ")}): see that it runs, then try again.");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("wujin: cancelled.");
            return ExitCodes.Failed;
        }
#pragma warning disable CA1031 // The last stop: a fault of the program itself, shown whole so that it can be reported.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await error.WriteLineAsync($"wujin: this should not happen; please report it with what follows.\n{fault}");
            return ExitCodes.Failed;
        }
    }

    /// <summary>The root command with every verb.</summary>
    private static RootCommand Build()
    {
        var serve = ServeCommand.Build();
        var root = new RootCommand("Wujin.Renewal: the register of a district's urban-renewal programme. Without a verb the service starts.")
        {
            HelpName = "./run",
            Action = serve.Action,
        };
        root.Add(serve);
        root.Add(ImportCommand.Build());
        root.Add(IndicatorsCommand.Build());
        root.Add(ReportCommand.Build());
        root.Add(RoadsCommand.Build());
        root.Add(IsochroneCommand.Build());
        root.Add(MatrixCommand.Build());
        root.Add(RouteCommand.Build());
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithSettings((HelpAction)help.Action!);
        }

        return root;
    }

    private static int Refuse(ParseResult parsed, TextWriter error)
    {
        foreach (var fault in parsed.Errors)
        {
            error.WriteLine($"wujin: {fault.Message}");
        }

        var verb = VerbOf(parsed);
        error.WriteLine($"See: ./run {(verb.Length > 0 ? verb + " " : string.Empty)}--help");
        return ExitCodes.WrongUsage;
    }

    /// <summary>The verb as typed, such as <c>roads import</c>; empty at the root.</summary>
    private static string VerbOf(ParseResult parsed)
    {
        var verb = string.Empty;
        for (var result = parsed.CommandResult; result is { Command: not RootCommand }; result = result.Parent as CommandResult)
        {
            verb = $"{result.Command.Name} {verb}";
        }

        return verb.TrimEnd();
    }
}
