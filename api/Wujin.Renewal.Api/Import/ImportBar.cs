using Spectre.Console;
using Wujin.Renewal.Formats;
using Wujin.Renewal.Store.Import;

namespace Wujin.Renewal.Api.Import;

/// <summary>Shows how far an import is: bars on a terminal, else a line now and then.</summary>
internal static class ImportBar
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs work and shows its progress.</summary>
    public static async Task<T> RunAsync<T>(SourceFile file, TextWriter error, bool isTerminal, Func<IProgress<ImportProgress>, Task<T>> work)
    {
        if (!isTerminal)
        {
            return await work(new Lines(file, error));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => work(new Bars(file, context)));
    }

    private static double Share(SourceFile file, ImportProgress now) => now switch
    {
        { Total: > 0 } => (double)now.Rows / now.Total.Value,
        { Total: 0 } => 1,
        _ => file.TotalBytes > 0 ? Math.Min(1, (double)file.BytesRead / file.TotalBytes) : 0,
    };

    private static string Name(ImportStep step) => step switch
    {
        ImportStep.Reading => "reading",
        ImportStep.Checking => "checking",
        ImportStep.Recording => "recording",
        _ => "ending",
    };

    private sealed class Bars(SourceFile file, ProgressContext context) : IProgress<ImportProgress>
    {
        private readonly Dictionary<ImportStep, ProgressTask> _tasks = [];

        public void Report(ImportProgress value)
        {
            if (!_tasks.TryGetValue(value.Step, out var task))
            {
                foreach (var earlier in _tasks.Values)
                {
                    earlier.Value = earlier.MaxValue;
                }

                _tasks[value.Step] = task = context.AddTask(Name(value.Step), maxValue: 1);
                task.IsIndeterminate = value.Step is ImportStep.Checking or ImportStep.Ending;
            }

            task.Value = Share(file, value);
        }
    }

    private sealed class Lines(SourceFile file, TextWriter error) : IProgress<ImportProgress>
    {
        private long _last = Environment.TickCount64;

        public void Report(ImportProgress value)
        {
            if (Environment.TickCount64 - _last >= BetweenLines.TotalMilliseconds)
            {
                _last = Environment.TickCount64;
                error.WriteLine($"import: {Name(value.Step)}, {value.Rows:N0} rows ({Share(file, value):P0})");
            }
        }
    }
}
