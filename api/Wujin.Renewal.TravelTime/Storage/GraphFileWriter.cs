using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Wujin.Renewal.TravelTime.Storage;

/// <summary>
/// Writes a graph file section by section. The file appears under its name, whole and on the disk, with <see cref="Commit"/>; whatever happens before leaves
/// what was there untouched. An index of one's own is more sections under names of its own, such as <c>cch.car.order</c>.
/// </summary>
public sealed class GraphFileWriter : IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;
    private readonly List<GraphFileSection> _sections = [];
    private readonly HashSet<string> _names = [];
    private bool _isCommitted;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it will be.</param>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    public GraphFileWriter(string path)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Graph files are read and written on little-endian machines only.");
        }

        _path = Path.GetFullPath(path);
        _temporary = $"{_path}.{Environment.ProcessId:x}-{Guid.NewGuid():N}.new";
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        _stream.Write(new byte[GraphFileHeader.Size]);
    }

    /// <summary>Writes a section.</summary>
    /// <typeparam name="T">A plain value without references.</typeparam>
    /// <param name="name">Its name: ASCII, at most 47 characters, not used before.</param>
    /// <param name="values">What is in it.</param>
    /// <exception cref="ArgumentException">The name is taken, or none.</exception>
    public void Add<T>(string name, ReadOnlySpan<T> values) where T : unmanaged
    {
        if (name.Length is 0 or >= GraphFileSection.LongestName || !Ascii.IsValid(name) || !_names.Add(name))
        {
            throw new ArgumentException($"Section name \"{name}\" is taken, empty, longer than 47 characters or not ASCII.", nameof(name));
        }

        Pad();
        var section = new GraphFileSection { ElementSize = Unsafe.SizeOf<T>(), Offset = _stream.Position };
        Encoding.ASCII.GetBytes(name, section.Name);
        var hash = new XxHash128();
        var valuesInChunk = ChunkBytes / Unsafe.SizeOf<T>();
        while (values.Length > 0)
        {
            var chunk = MemoryMarshal.AsBytes(values[..Math.Min(values.Length, valuesInChunk)]);
            hash.Append(chunk);
            _stream.Write(chunk);
            values = values[Math.Min(values.Length, valuesInChunk)..];
        }

        section.ByteLength = _stream.Position - section.Offset;
        section.Hash = hash.GetCurrentHashAsUInt128();
        _sections.Add(section);
    }

    /// <summary>Ends the file, makes sure that it is on the disk, and puts it in the place of the one that was there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Commit()
    {
        Pad();
        var table = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_sections));
        var header = new GraphFileHeader
        {
            Magic = BitConverter.ToUInt64(GraphFileLayout.Magic),
            Version = GraphFileLayout.Version,
            SectionCount = _sections.Count,
            TableOffset = _stream.Position,
            FileLength = _stream.Position + table.Length,
            TableHash = XxHash128.HashToUInt128(table),
        };
        header.HeaderHash = GraphFileLayout.HashOf(header);
        _stream.Write(table);
        _stream.Position = 0;
        _stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<GraphFileHeader>(in header)));
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _isCommitted = true;
    }

    /// <summary>Without <see cref="Commit"/>: leaves nothing behind.</summary>
    public void Dispose()
    {
        if (!_isCommitted)
        {
            _stream.Dispose();
            File.Delete(_temporary);
        }
    }

    private void Pad()
    {
        Span<byte> zeros = stackalloc byte[GraphFileLayout.Alignment];
        zeros.Clear();
        _stream.Write(zeros[..(int)(GraphFileLayout.Align(_stream.Position) - _stream.Position)]);
    }
}
