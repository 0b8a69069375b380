using System.Text;

namespace Wujin.Renewal.Formats.Encodings;

/// <summary>How the encoding of a file is known.</summary>
public enum EncodingOrigin
{
    /// <summary>A person said so.</summary>
    Option,

    /// <summary>A byte order mark.</summary>
    ByteOrderMark,

    /// <summary>The .cpg file of a shapefile.</summary>
    CodePageFile,

    /// <summary>The language driver id in a .dbf header.</summary>
    LanguageId,

    /// <summary>The format allows no other (GeoJSON is UTF-8).</summary>
    Format,

    /// <summary>Every byte is ASCII: all candidates read the same.</summary>
    Ascii,

    /// <summary>Judged by the bytes; a person should confirm it, with <see cref="SourceEncoding.Samples"/> before the eyes.</summary>
    Guess,
}

/// <summary>One encoding that the bytes allow, and what they would say in it.</summary>
/// <param name="Name">Name for <c>--encoding</c>.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Samples">A few texts of the file, decoded so.</param>
public sealed record EncodingCandidate(string Name, double Confidence, IReadOnlyList<string> Samples);

/// <summary>The character encoding of a file, and how it is known.</summary>
public sealed record SourceEncoding
{
    /// <summary>The encoding that is used.</summary>
    public required Encoding Encoding { get; init; }

    /// <summary>Its name: <c>UTF-8</c>, <c>GB18030</c>, <c>Big5</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How it is known.</summary>
    public required EncodingOrigin Origin { get; init; }

    /// <summary>0 to 1; 1 unless it is a guess.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>A few texts with other than ASCII characters, decoded, for a person to confirm.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>The other encodings that the bytes allow, most likely first.</summary>
    public IReadOnlyList<EncodingCandidate> Alternatives { get; init; } = [];

    /// <summary>Whether a person should confirm it before anything is recorded.</summary>
    public bool NeedsConfirmation => Origin == EncodingOrigin.Guess;

    /// <summary>Whether <c>--encoding</c> takes a name, in any of its spellings.</summary>
    public static bool IsKnown(string name) => TextEncodings.Find(name) is not null;
}
