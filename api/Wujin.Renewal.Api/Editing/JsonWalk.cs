using System.Globalization;
using System.Text;
using System.Text.Json;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Editing;

/// <summary>Follows a JSON reader token by token: knows the pointer of where it is, the names seen in each object, and counts positions.</summary>
internal sealed class JsonWalk
{
    private readonly List<Fault> _faults = [];
    private readonly List<Level> _levels = [];

    /// <summary>What was found wrong.</summary>
    internal IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Some text cannot be read as Unicode at all.</summary>
    internal bool HasBrokenText { get; private set; }

    /// <summary>Arrays below <c>/geometry</c> whose first element is a number.</summary>
    internal int Vertices { get; private set; }

    /// <summary>Adds a fault where the reader stands.</summary>
    internal void Fault(string detail) => _faults.Add(new Fault(Pointer(), detail));

    /// <summary>Takes the token the reader stands on.</summary>
    internal void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                TakeName(ref reader);
                return;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                _levels.RemoveAt(_levels.Count - 1);
                return;
        }

        if (_levels.Count > 0 && _levels[^1].Names is null)
        {
            _levels[^1].Index++;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                _levels.Add(new Level(null));
                break;
            case JsonTokenType.StartObject:
                _levels.Add(new Level(new HashSet<string>(StringComparer.Ordinal)));
                break;
            case JsonTokenType.Number:
                TakeNumber(ref reader);
                break;
            case JsonTokenType.String when reader.ValueIsEscaped && TextOf(ref reader) is null:
                BrokenText();
                break;
        }
    }

    private void TakeName(ref Utf8JsonReader reader)
    {
        var level = _levels[^1];
        var name = TextOf(ref reader);
        if (name is null)
        {
            level.Name = "";
            BrokenText();
            return;
        }

        level.Name = name;
        if (!level.Names!.Add(name))
        {
            Fault("The name occurs twice in this object, so it is not clear which value is meant; send it once.");
        }
    }

    private void TakeNumber(ref Utf8JsonReader reader)
    {
        if (_levels is [_, _, ..] && _levels[^1] is { Names: null, Index: 0 } && _levels[0].Name == "geometry")
        {
            Vertices++;
        }

        if (!reader.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            Fault($"{Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 40)])} is larger than any number the register can hold.");
        }
    }

    private void BrokenText()
    {
        HasBrokenText = true;
        Fault("The text holds half of a surrogate pair (\\ud800 to \\udfff alone), which is no character; send well-formed Unicode.");
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var level in _levels)
        {
            if (level.Names is null && level.Index >= 0)
            {
                pointer.Append('/').Append(level.Index.ToString(CultureInfo.InvariantCulture));
            }
            else if (level.Name is { } name)
            {
                pointer.Append('/').Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
        }

        return pointer.ToString();
    }

    /// <summary>One array (no names) or object on the way from the root to the reader.</summary>
    private sealed class Level(HashSet<string>? names)
    {
        internal HashSet<string>? Names { get; } = names;

        internal int Index { get; set; } = -1;

        internal string? Name { get; set; }
    }
}
