using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Formats.Encodings;

namespace Wujin.Renewal.Formats.GeoJson;

/// <summary>A GeoJSON file: a feature collection of any size, one feature, or one geometry.</summary>
internal sealed class GeoJsonFile : SourceFile
{
    private readonly bool _isCollection;

    private GeoJsonFile(bool isCollection) => _isCollection = isCollection;

    /// <inheritdoc/>
    public override SourceFormat Format => SourceFormat.GeoJson;

    /// <summary>Opens a file: decides the encoding, then surveys it.</summary>
    public static GeoJsonFile OpenFile(string path, SourceOptions options)
    {
        List<string> notices = [];
        var encoding = FindEncoding(path, options, notices);
        var survey = GeoJsonSurvey.Of(() => new JsonValueStream(OpenText(path, encoding.Encoding, out _)));
        return new(survey.IsCollection)
        {
            Path = path,
            Fields = survey.Fields,
            Encoding = encoding,
            Crs = FindCrs(survey, options),
            RowCountHint = survey.Count,
            TotalBytes = new FileInfo(path).Length,
            Notices = notices,
        };
    }

    /// <inheritdoc/>
    public override IEnumerable<SourceRow> Rows()
    {
        BytesRead = 0;
        using var json = new JsonValueStream(OpenText(Path, Encoding!.Encoding, out var file));
        var features = new GeoJsonFeatureReader(Fields);
        json.SkipByteOrderMark();
        if (!_isCollection)
        {
            yield return features.Read(1, json.TakeValue());
            BytesRead = TotalBytes;
            yield break;
        }

        Enter(json);
        for (long number = 1; json.HasNext(']'); number++)
        {
            var row = features.Read(number, json.TakeValue());
            BytesRead = file.Position;
            yield return row;
        }

        BytesRead = TotalBytes;
    }

    private static SourceEncoding FindEncoding(string path, SourceOptions options, List<string> notices)
    {
        using var stream = File.OpenRead(path);
        var mark = new byte[4];
        var length = stream.ReadAtLeast(mark, 4, throwOnEndOfStream: false);
        (System.Text.Encoding, string, EncodingOrigin Origin) declared = mark.AsSpan(0, length) switch
        {
            [0xFF, 0xFE, ..] => (System.Text.Encoding.Unicode, "UTF-16LE", EncodingOrigin.ByteOrderMark),
            [0xFE, 0xFF, ..] => (System.Text.Encoding.BigEndianUnicode, "UTF-16BE", EncodingOrigin.ByteOrderMark),
            _ => (TextEncodings.Utf8, "UTF-8", EncodingOrigin.Format),
        };
        stream.Position = 0;
        var texts = declared.Origin == EncodingOrigin.ByteOrderMark ? [] : NonAsciiSample.Collect(stream);
        return EncodingDecision.Decide(options.Encoding, [declared], texts, notices);
    }

    private static Stream OpenText(string path, System.Text.Encoding encoding, out FileStream file)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        return encoding.CodePage == TextEncodings.Utf8.CodePage
            ? file
            : System.Text.Encoding.CreateTranscodingStream(file, encoding, TextEncodings.Utf8);
    }

    private static SourceCrs FindCrs(GeoJsonSurvey survey, SourceOptions options)
    {
        if (options.Crs is { } stated)
        {
            return SourceCrs.FromOption(stated);
        }

        if (survey.CrsName is { } name)
        {
            return CoordinateSystems.TryParse(name, out var declared)
                ? new(declared, CrsOrigin.Declared, $"{declared.Code}, by the member \"crs\" of the file.")
                : throw new SourceFileException($"The file names the coordinate system \"{name}\", which is not known; name it with --crs.");
        }

        if (survey.FirstPosition.IsNull)
        {
            return SourceCrs.NotNeeded;
        }

        var first = CoordinateGuess.Of(survey.FirstPosition);
        return Math.Abs(survey.FirstPosition.MinX) > 180 || Math.Abs(survey.FirstPosition.MinY) > 90
            ? new(null, CrsOrigin.Unknown, $"GeoJSON holds longitude and latitude, but the coordinates of the file do not: {first.Advice()}. Name it with --crs.")
            : new(CoordinateSystems.Crs84, CrsOrigin.Format, "CRS84, as GeoJSON without a declaration is (RFC 7946).");
    }

    // Passes the beginning of the root object up to the first feature; the survey has found it well formed.
    private static void Enter(JsonValueStream json)
    {
        json.TryTake('{');
        while (json.HasNext('}'))
        {
            var isFeatures = json.TakeValue().SequenceEqual("\"features\""u8);
            json.TryTake(':');
            if (isFeatures && json.TryTake('['))
            {
                return;
            }

            json.TakeValue();
        }
    }
}
