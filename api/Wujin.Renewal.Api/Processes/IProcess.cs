using System.Text.Json;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Processes;

/// <summary>
/// Something the service computes. Register implementations as singletons of this interface; they are then described, executed and queued without more.
/// They hold no state of a run: any number of runs may be under way at once.
/// </summary>
internal interface IProcess
{
    /// <summary>What it is.</summary>
    ProcessDefinition Definition { get; }

    /// <summary>Judges inputs that satisfy their schemas by what only the process knows: unknown places, too large a product.</summary>
    /// <returns>Every fault, pointers below <c>/inputs</c>.</returns>
    Task<IReadOnlyList<Fault>> CheckAsync(ProcessInputs inputs, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Fault>>([]);

    /// <summary>
    /// Computes. Is called on a thread that it may keep busy; must look at the cancellation at least ten times a second. May be called again for the
    /// same job when the service was killed, so it does nothing that must not happen twice.
    /// </summary>
    /// <returns>The output, JSON of the media type of its definition.</returns>
    /// <exception cref="ProcessRefusedException">The inputs are well-formed and lead nowhere.</exception>
    Task<ReadOnlyMemory<byte>> RunAsync(ProcessInputs inputs, IProgress<ProcessProgress> progress, CancellationToken cancellation);
}

/// <summary>Inputs that have been judged, with defaults filled in.</summary>
/// <param name="Json">An object with one member an input.</param>
/// <param name="Actor">Who asks.</param>
internal sealed record ProcessInputs(JsonElement Json, string Actor)
{
    /// <summary>The value of an input, or null where it was not given and has no default.</summary>
    internal JsonElement? Find(string input) => Json.TryGetProperty(input, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The text of an input.</summary>
    internal string? Text(string input) => Find(input)?.GetString();

    /// <summary>The number of an input.</summary>
    internal double? Number(string input) => Find(input)?.GetDouble();

    /// <summary>Whether an input is given and true.</summary>
    internal bool Flag(string input) => Find(input)?.ValueKind == JsonValueKind.True;
}

/// <summary>How far a run has come.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Message">What it is at, one line, or null.</param>
internal readonly record struct ProcessProgress(int Percent, string? Message);

/// <summary>What was asked for cannot be computed, for a reason that the asker can mend: a place in a lake, no road network yet.</summary>
/// <param name="faults">Why, with pointers below <c>/inputs</c>.</param>
internal sealed class ProcessRefusedException(IReadOnlyList<Fault> faults) : Exception(faults[0].Detail)
{
    /// <summary>Why.</summary>
    internal IReadOnlyList<Fault> Faults { get; } = faults;
}
