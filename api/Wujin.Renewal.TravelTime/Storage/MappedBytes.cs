using System.IO.MemoryMappedFiles;

namespace Wujin.Renewal.TravelTime.Storage;

/// <summary>A file mapped into memory for reading. It stays so until this is disposed or nobody holds it any more.</summary>
internal sealed unsafe class MappedBytes : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public MappedBytes(FileStream file)
    {
        Length = file.Length;
        _file = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* first = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        First = first + _view.PointerOffset;
    }

    public byte* First { get; }

    public long Length { get; }

    public bool IsClosed { get; private set; }

    /// <summary>Bytes by place; at most 2 GiB.</summary>
    public ReadOnlySpan<byte> Slice(long offset, int length) => new(First + offset, length);

    public void Dispose()
    {
        Unmap();
        _view.Dispose();
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    // The view's own finaliser, which runs after this one, unmaps only what no pointer is taken of.
    ~MappedBytes() => Unmap();

    private void Unmap()
    {
        if (!IsClosed)
        {
            IsClosed = true;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }
}
