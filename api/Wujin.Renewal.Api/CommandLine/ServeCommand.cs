using System.CommandLine;
using Wujin.Renewal.Api.Hosting;

namespace Wujin.Renewal.Api.CommandLine;

/// <summary><c>./run</c> and <c>./run serve</c>: the service, until Ctrl-C or SIGTERM.</summary>
internal static class ServeCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        var command = new Command("serve", "Start the service (this is what ./run does without a verb) and print one line \"ready http://…\" when it answers.");
        command.SetAction(async (parsed, stop) =>
        {
            var io = parsed.InvocationConfiguration;
            await RenewalService.RunAsync(ServiceOptions.FromEnvironment(), io.Output, io.Error, stop);
            return ExitCodes.Done;
        });
        return command;
    }
}
