using System.Text.Json;
using BenchmarkDotNet.Attributes;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Converters;
using Wujin.Renewal.Store.GeoJson;

namespace Wujin.Renewal.Benchmarks;

/// <summary>
/// What does it cost to turn the geometries of a page of features into GeoJSON? 1,000 outlines of 13 vertices, as they come from the database:
/// written straight from the wire format, against reading them into objects and serialising those.
/// </summary>
[MemoryDiagnoser]
public class GeometryToGeoJson : IDisposable
{
    private const int Outlines = 1000;

    private readonly WKBReader _reader = new();
    private readonly Utf8Buffer _buffer = new(1 << 20);
    private readonly JsonSerializerOptions _options = new() { Converters = { new GeoJsonConverterFactory() } };
    private byte[][] _outlines = [];

    /// <summary>Makes the outlines, from a fixed seed.</summary>
    [GlobalSetup]
    public void MakeOutlines()
    {
        var random = new Random(4490);
        var writer = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true);
        var factory = new GeometryFactory(new PrecisionModel(), 4490);
        _outlines = [.. Enumerable.Range(0, Outlines).Select(_ =>
        {
            var centre = factory.CreatePoint(new Coordinate(119.7 + random.NextDouble() * 0.4, 31.5 + random.NextDouble() * 0.3));
            var outline = (Polygon)centre.Buffer(0.0005, 3);
            return writer.Write(factory.CreateMultiPolygon([outline]));
        })];
    }

    /// <summary>As the service does it.</summary>
    [Benchmark(Baseline = true)]
    public int FromTheWire()
    {
        _buffer.Clear();
        foreach (var outline in _outlines)
        {
            _buffer.AppendGeometry(outline);
        }

        return _buffer.Length;
    }

    /// <summary>The library way: WKBReader, then the GeoJSON converter.</summary>
    [Benchmark]
    public int ThroughObjects()
    {
        var length = 0;
        foreach (var outline in _outlines)
        {
            length += JsonSerializer.SerializeToUtf8Bytes(_reader.Read(outline), _options).Length;
        }

        return length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffer.Dispose();
        GC.SuppressFinalize(this);
    }
}
