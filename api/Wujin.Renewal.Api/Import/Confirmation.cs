using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Formats;
using Wujin.Renewal.Formats.Encodings;

namespace Wujin.Renewal.Api.Import;

/// <summary>
/// Nothing that was guessed is recorded before a person has seen it: asked on a terminal, else the import ends with the command that
/// states what was guessed.
/// </summary>
internal static class Confirmation
{
    private const int SamplesShown = 3;

    /// <summary>Shows the guesses about a file and has them confirmed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="order">What was asked for.</param>
    /// <param name="error">Where people read.</param>
    /// <param name="ask">Reads an answer; null where nobody can be asked.</param>
    /// <exception cref="WorkFailedException">The guess was not confirmed.</exception>
    public static void Ensure(SourceFile file, ImportOrder order, TextWriter error, Func<string?>? ask)
    {
        if (file.Crs.Origin == CrsOrigin.Unknown)
        {
            throw new WorkFailedException($"{file.Crs.Detail} Repeat: {order.CommandLine} --crs EPSG:4549 (or what it is).");
        }

        List<string> options = [];
        if (file.Encoding is { NeedsConfirmation: true } encoding)
        {
            ShowTexts(encoding, error);
            options.Add($"--encoding {encoding.Name}");
        }

        if (file.Crs is { Origin: CrsOrigin.Guess, System: { } system })
        {
            options.Add($"--crs {system.Code}");
        }

        if (options.Count > 0 && !order.IsConfirmed)
        {
            Confirm(order, string.Join(' ', options), error, ask);
        }
    }

    private static void ShowTexts(SourceEncoding encoding, TextWriter error)
    {
        error.WriteLine($"The file does not say how its text is encoded. Read as {encoding.Name} (confidence {encoding.Confidence:P0}):");
        foreach (var sample in encoding.Samples.Take(SamplesShown))
        {
            error.WriteLine($"    {Printable.Text(sample)}");
        }

        foreach (var other in encoding.Alternatives)
        {
            error.WriteLine($"  as {other.Name} ({other.Confidence:P0}): {string.Join(" | ", other.Samples.Take(SamplesShown).Select(s => Printable.Text(s)))}");
        }
    }

    private static void Confirm(ImportOrder order, string options, TextWriter error, Func<string?>? ask)
    {
        var repeat = $"{order.CommandLine} {options}";
        if (ask is null)
        {
            throw new WorkFailedException($"A guess has to be confirmed; nothing was imported. If it is right, repeat: {repeat}");
        }

        error.Write("Is that right? [y/N] ");
        if (ask()?.Trim() is not ("y" or "Y" or "yes" or "是"))
        {
            throw new WorkFailedException($"Not confirmed; nothing was imported. Name what it is: {repeat}");
        }
    }
}
