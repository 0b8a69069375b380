using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Storage;

/// <summary>
/// A graph file, mapped into memory: opening it checks its header and table and reads little else, whatever its size. Safe to share among threads.
/// </summary>
/// <remarks>
/// Columns and networks of the file keep it mapped as long as somebody holds them; <see cref="Dispose"/> closes it at once, after which they must not be
/// read any more. A service that takes over a new file just lets go of the old one.
/// </remarks>
public sealed unsafe class GraphFile : IDisposable
{
    private readonly MappedBytes _bytes;
    private readonly string _name;
    private readonly GraphFileSection[] _sections;
    private readonly Dictionary<string, int> _sectionNumbers = [];
    private readonly Lazy<RoadNetwork> _network;
    private readonly Lazy<GraphMetadata> _metadata;
    private readonly Lazy<SpeedModel> _speeds;
    private readonly Lazy<RoadSnapper> _snapper;

    private GraphFile(MappedBytes bytes, string name, GraphFileSection[] sections, UInt128 tableHash)
    {
        (_bytes, _name, _sections) = (bytes, name, sections);
        Checksum = tableHash.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
        for (var s = 0; s < sections.Length; s++)
        {
            _sectionNumbers[sections[s].NameText] = s;
        }

        _network = new(() => NetworkSections.Read(this));
        _metadata = new(() => GraphMetadata.Parse(Column<byte>(NetworkSections.Metadata).Span));
        _speeds = new(() => SpeedModel.Parse(System.Text.Encoding.UTF8.GetString(Column<byte>(NetworkSections.Speeds).Span), $"the speed model in {name}"));
        _snapper = new(() => new(
            Network, new(Column<Box>(NetworkSections.SegmentTree), Network.Segments.Length),
            new(Column<Box>(NetworkSections.ObstacleTree), Network.Obstacles.Points.Length), Speeds));
    }

    /// <summary>The roads.</summary>
    public RoadNetwork Network => _network.Value;

    /// <summary>Where the file comes from, and what was found when it was made.</summary>
    public GraphMetadata Metadata => _metadata.Value;

    /// <summary>The speeds that its times rest on.</summary>
    public SpeedModel Speeds => _speeds.Value;

    /// <summary>Finds the road near a place.</summary>
    public RoadSnapper Snapper => _snapper.Value;

    /// <summary>Names the content: 32 hexadecimal digits over the checksums of all sections. Two files with the same one hold the same.</summary>
    public string Checksum { get; }

    /// <summary>Names of all sections.</summary>
    public IReadOnlyCollection<string> SectionNames => _sectionNumbers.Keys;

    /// <summary>Bytes of the file.</summary>
    public long Length => _bytes.Length;

    /// <summary>Opens a file.</summary>
    /// <exception cref="GraphFileException">It is no graph file, of another version, cut off, or its header is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static GraphFile Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            var header = ReadHeader(file, path);
            var bytes = new MappedBytes(file);
            try
            {
                return new(bytes, Path.GetFileName(path), ReadTable(bytes, header, path), header.TableHash);
            }
            catch
            {
                bytes.Dispose();
                throw;
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a section of that name.</summary>
    public bool Has(string name) => _sectionNumbers.ContainsKey(name);

    /// <summary>A section, as values in the mapped file.</summary>
    /// <typeparam name="T">What was written; its size is checked.</typeparam>
    /// <exception cref="GraphFileException">There is no such section, or it holds something else.</exception>
    public Column<T> Column<T>(string name) where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_bytes.IsClosed, this);
        if (!_sectionNumbers.TryGetValue(name, out var number))
        {
            throw new GraphFileException($"{_name} has no section \"{name}\": it was built without. Build it again with ./run roads build.");
        }

        ref readonly var section = ref _sections[number];
        return section.ElementSize == Unsafe.SizeOf<T>() && section.ByteLength / Unsafe.SizeOf<T>() is var length and <= int.MaxValue
            ? new((T*)(_bytes.First + section.Offset), (int)length, _bytes)
            : throw new GraphFileException($"Section \"{name}\" of {_name} holds values of {section.ElementSize} bytes, not {Unsafe.SizeOf<T>()}. Build it again with ./run roads build.");
    }

    /// <summary>Reads the whole file and compares every checksum.</summary>
    /// <exception cref="GraphFileException">A byte differs from what was written; the message names the section.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Verify(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_bytes.IsClosed, this);
        long end = GraphFileHeader.Size;
        foreach (ref readonly var section in _sections.AsSpan())
        {
            EnsureZeros(end, section.Offset);
            var hash = new XxHash128();
            for (long done = 0; done < section.ByteLength;)
            {
                cancellation.ThrowIfCancellationRequested();
                var length = (int)Math.Min(1 << 24, section.ByteLength - done);
                hash.Append(_bytes.Slice(section.Offset + done, length));
                done += length;
            }

            if (hash.GetCurrentHashAsUInt128() != section.Hash)
            {
                throw Damaged(_name, $"section \"{section.NameText}\" is not what was written");
            }

            end = section.Offset + section.ByteLength;
        }

        EnsureZeros(end, Length - (long)_sections.Length * GraphFileSection.Size);
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    private void EnsureZeros(long from, long to)
    {
        if (_bytes.Slice(from, (int)(to - from)).ContainsAnyExcept((byte)0))
        {
            throw Damaged(_name, $"bytes between sections at {from} are not zero");
        }
    }

    private static GraphFileHeader ReadHeader(FileStream file, string path)
    {
        var header = default(GraphFileHeader);
        var bytes = MemoryMarshal.AsBytes(new Span<GraphFileHeader>(ref header));
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (!bytes[..8].SequenceEqual(GraphFileLayout.Magic))
        {
            throw new GraphFileException($"{path} is no graph file. Make one with ./run roads build FILE.osm.pbf --out FILE.graph.");
        }

        if (length < bytes.Length)
        {
            throw Damaged(path, "it ends within its header");
        }

        if (header.Version != GraphFileLayout.Version)
        {
            throw new GraphFileException($"{path} is a graph file of version {header.Version}; this software reads version {GraphFileLayout.Version}. Build it again with ./run roads build.");
        }

        if (header.HeaderHash != GraphFileLayout.HashOf(header))
        {
            throw Damaged(path, "its header is not what was written");
        }

        return header.FileLength == file.Length ? header : throw Damaged(path, $"it has {file.Length} bytes, where {header.FileLength} were written");
    }

    private static GraphFileSection[] ReadTable(MappedBytes bytes, in GraphFileHeader header, string path)
    {
        var length = (long)header.SectionCount * GraphFileSection.Size;
        if (header.SectionCount is < 0 or > GraphFileLayout.MostSections || header.TableOffset < GraphFileHeader.Size || header.TableOffset + length != bytes.Length)
        {
            throw Damaged(path, "its table of sections does not fit");
        }

        var table = bytes.Slice(header.TableOffset, (int)length);
        if (XxHash128.HashToUInt128(table) != header.TableHash)
        {
            throw Damaged(path, "its table of sections is not what was written");
        }

        var sections = MemoryMarshal.Cast<byte, GraphFileSection>(table).ToArray();
        var end = (long)GraphFileHeader.Size;
        foreach (ref readonly var section in sections.AsSpan())
        {
            if (section.Offset != GraphFileLayout.Align(end) || section.ByteLength < 0 || section.ElementSize < 1 || section.ByteLength > header.TableOffset - section.Offset)
            {
                throw Damaged(path, $"section \"{section.NameText}\" does not fit");
            }

            end = section.Offset + section.ByteLength;
        }

        return sections;
    }

    private static GraphFileException Damaged(string file, string what) =>
        new($"{file} is damaged: {what}. Build it again with ./run roads build, or copy it again from where it is sound.");
}
