using System.Text;

namespace Wujin.Renewal.Formats.Encodings;

/// <summary>The encodings of Chinese files, by their many spellings in options, .cpg files and DBF headers.</summary>
internal static class TextEncodings
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    // GB18030 contains GBK contains GB 2312, so one decoder reads all three, and the rare names that offices write in a file that says "GBK".
    private const string Gb18030 = "GB18030";
    private const string Big5 = "Big5";

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Finds an encoding by an option or the content of a .cpg file.</summary>
    /// <returns>Encoding and name, or null where the spelling is unknown.</returns>
    public static (Encoding Encoding, string Name)? Find(string spelling)
    {
        var key = string.Concat(spelling.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return key switch
        {
            "UTF8" or "65001" or "CP65001" or "UTF8BOM" => (Utf8, "UTF-8"),
            "GBK" or "GB2312" or "GB18030" or "CP936" or "936" or "MS936" or "WINDOWS936" or "ANSI936" or "EUCCN" or "OEM936" or "DOS936" => Named(Gb18030),
            "BIG5" or "CP950" or "950" or "MS950" or "WINDOWS950" or "ANSI950" or "BIGFIVE" or "OEM950" or "BIG5HKSCS" => Named(Big5),
            "UTF16" or "UTF16LE" or "UNICODE" => (Encoding.Unicode, "UTF-16LE"),
            "UTF16BE" => (Encoding.BigEndianUnicode, "UTF-16BE"),
            "88591" or "ISO88591" or "LATIN1" or "885901" => (Encoding.Latin1, "ISO-8859-1"),
            "ASCII" or "USASCII" => (Encoding.ASCII, "US-ASCII"),
            _ => OfSystem(spelling.Trim(), key),
        };
    }

    /// <summary>
    /// The encoding that a DBF language driver id stands for (ESRI's and FoxPro's tables), or null for 0, for an unknown id, and for the ids
    /// of western code pages, which Chinese programs write over any text whatever.
    /// </summary>
    public static (Encoding Encoding, string Name)? FromLanguageId(byte id) => id switch
    {
        0x4D or 0x7A => Named(Gb18030),
        0x4F or 0x78 => Named(Big5),
        0x13 or 0x7B => (Encoding.GetEncoding(932), "Shift_JIS"),
        0x4E or 0x79 => (Encoding.GetEncoding(949), "EUC-KR"),
        0xC9 => (Encoding.GetEncoding(1251), "windows-1251"),
        _ => null,
    };

    /// <summary>A decoder that fails at the first byte that the encoding does not allow.</summary>
    public static Encoding Strict(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    /// <summary>GB18030 or Big5 by name.</summary>
    public static (Encoding Encoding, string Name) Named(string name) => (Encoding.GetEncoding(name), name);

    private static (Encoding, string)? OfSystem(string spelling, string key)
    {
        try
        {
            var number = key.StartsWith("CP", StringComparison.Ordinal) ? key[2..] : key.StartsWith("ANSI", StringComparison.Ordinal) ? key[4..] : key;
            var encoding = int.TryParse(number, out var page) && page is > 0 and <= 65535 ? Encoding.GetEncoding(page) : Encoding.GetEncoding(spelling);
            return (encoding, encoding.WebName);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
