using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Integration.Tests.Processes;

/// <summary>A process for tests: counts steps until it has counted as many as asked, and lets the test see every step and every run.</summary>
internal sealed class CountingProcess : IProcess
{
    /// <summary>Runs by label: how many were begun.</summary>
    internal ConcurrentDictionary<string, int> Begun { get; } = new();

    /// <summary>Steps by label.</summary>
    internal ConcurrentDictionary<string, int> Steps { get; } = new();

    /// <summary>Labels of runs that are under way.</summary>
    internal ConcurrentDictionary<string, byte> UnderWay { get; } = new();

    /// <summary>The most runs that were under way at once.</summary>
    internal int MostAtOnce { get; private set; }

    public ProcessDefinition Definition { get; } = new("count", "计数", "Counting")
    {
        DescriptionZh = "仅供测试：计数至给定的步数。",
        DescriptionEn = "For tests only: counts to the number of steps given.",
        Inputs =
        [
            new("steps", "步数", "Steps", new NumberSchema(0, 10_000) { IsInteger = true, Default = JsonValue.Create(1) }),
            new("speed", "速度", "Speed", new NumberSchema(0, 300) { IsMinimumExcluded = true }),
            new("label", "标签", "Label", new TextSchema { MaximumLength = 20, Default = JsonValue.Create("") }),
            new("profile", "方式", "Profile", new TextSchema { Codes = ["car", "walk"], Default = JsonValue.Create("car") }),
            new("minutes", "分钟", "Minutes", new ListSchema(new NumberSchema(0, 240) { IsMinimumExcluded = true }, 1, 12) { IsUnique = true }),
            new("origin", "起点", "Origin", new ChoiceSchema([new PositionSchema(), new TextSchema { MaximumLength = 64 }])),
            new("options", "选项", "Options", new ObjectSchema([new("deep", new FlagSchema(), IsRequired: true)])),
            new("fail", "失败", "Failing", new TextSchema { Codes = ["", "refuse", "break"], Default = JsonValue.Create("") }),
        ],
        Output = new OutputDefinition("counted", "计数结果", "What was counted", "application/json"),
    };

    public Task<IReadOnlyList<Fault>> CheckAsync(ProcessInputs inputs, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Fault>>(
        inputs.Text("origin") is "nowhere" ? [new Fault("/inputs/origin", "There is no place 'nowhere'.")] : []);

    public async Task<ReadOnlyMemory<byte>> RunAsync(ProcessInputs inputs, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        var (label, steps) = (inputs.Text("label")!, (int)inputs.Number("steps")!.Value);
        Begun.AddOrUpdate(label, 1, (_, n) => n + 1);
        UnderWay[label] = 0;
        MostAtOnce = Math.Max(MostAtOnce, UnderWay.Count);
        try
        {
            for (var step = 0; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                Steps.AddOrUpdate(label, 1, (_, n) => n + 1);
                progress.Report(new ProcessProgress(step * 100 / steps, string.Create(CultureInfo.InvariantCulture, $"step {step}")));
                await Task.Delay(20, cancellation);
            }
        }
        finally
        {
            UnderWay.TryRemove(label, out _);
        }

        return inputs.Text("fail") switch
        {
            "refuse" => throw new ProcessRefusedException([new Fault("/inputs/origin", "The origin lies in a lake.")]),
            "break" => throw new InvalidOperationException("secret of the inside"),
            _ => Encoding.UTF8.GetBytes($"{{\"label\":\"{label}\",\"steps\":{steps},\"profile\":\"{inputs.Text("profile")}\"}}"),
        };
    }
}
