using Wujin.Renewal.Api.CommandLine;

// Verbs, options and exit codes of ./run; without a verb the service starts (ServeCommand, which builds RenewalApplication).
return await RenewalCommandLine.RunAsync(args, Console.Out, Console.Error);
