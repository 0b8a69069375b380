using Spectre.Console;
using Wujin.Renewal.TravelTime.Import;

namespace Wujin.Renewal.Api.Roads;

/// <summary>Shows how far the building of a graph is: bars on a terminal, else a line now and then.</summary>
internal static class BuildingBar
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <summary>Runs work and shows its progress.</summary>
    public static T Run<T>(TextWriter error, bool isTerminal, Func<IProgress<ImportProgress>, T> work)
    {
        if (!isTerminal)
        {
            return work(new Lines(error));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .Start(context => work(new Bars(context)));
    }

    private static string Name(ImportStep step) => step switch
    {
        ImportStep.Relations => "reading relations",
        ImportStep.Ways => "reading ways",
        ImportStep.Nodes => "reading nodes",
        ImportStep.Junctions => "finding junctions",
        ImportStep.Turns => "working out turns",
        ImportStep.Indexes => "making indexes",
        _ => "writing",
    };

    private sealed class Bars(ProgressContext context) : IProgress<ImportProgress>
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
                task.IsIndeterminate = value.Step is ImportStep.Junctions or ImportStep.Turns;
            }

            task.Value = value.Share;
        }
    }

    private sealed class Lines(TextWriter error) : IProgress<ImportProgress>
    {
        private long _last = Environment.TickCount64;

        public void Report(ImportProgress value)
        {
            if (Environment.TickCount64 - _last >= BetweenLines.TotalMilliseconds)
            {
                _last = Environment.TickCount64;
                error.WriteLine($"roads: {Name(value.Step)} ({value.Share:P0})");
            }
        }
    }
}
