using System.Buffers;

namespace Wujin.Renewal.Formats.GeoJson;

/// <summary>Walks through a JSON document of any size, handing out one value at a time as bytes; only the value at hand is in memory.</summary>
internal sealed class JsonValueStream(Stream stream) : IDisposable
{
    /// <summary>The largest single value: a feature of 200,000 vertices has some 8 MB.</summary>
    public const int LargestValueBytes = 256 * 1024 * 1024;

    private const int FirstBufferBytes = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
    private int _start;
    private int _end;
    private long _discarded;
    private bool _isAtEnd;

    /// <summary>Bytes passed so far.</summary>
    public long Position => _discarded + _start;

    /// <summary>The next byte that is no white space, without passing it; -1 at the end.</summary>
    public int Peek()
    {
        while (true)
        {
            var step = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(JsonSpan.Space);
            if (step >= 0)
            {
                _start += step;
                return _buffer[_start];
            }

            _start = _end;
            if (!Fill())
            {
                return -1;
            }
        }
    }

    /// <summary>Passes the next byte if it is the one given.</summary>
    public bool TryTake(char expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        _start++;
        return true;
    }

    /// <summary>Passes a comma, and tells whether another member follows before the closing bracket.</summary>
    /// <exception cref="SourceFileException">The file ends, or the JSON is broken here.</exception>
    public bool HasNext(char close)
    {
        TryTake(',');
        var next = Peek();
        return next switch
        {
            -1 => throw new SourceFileException(
                $"The file ends after {Position} bytes in the middle of the collection; it was probably cut off while it was copied. Copy or export it again."),
            _ when next == close => false,
            '}' or ']' or ',' or ':' => throw new SourceFileException($"The JSON is broken at byte {Position + 1}: \"{(char)next}\" is not expected there."),
            _ => true,
        };
    }

    /// <summary>Passes a byte order mark, which a JSON text should not have and often has.</summary>
    public void SkipByteOrderMark()
    {
        while (_end - _start < 3 && Fill())
        {
        }

        if (_buffer.AsSpan(_start, _end - _start).StartsWith("\uFEFF"u8))
        {
            _start += 3;
        }
    }

    /// <summary>Passes a whole value and hands it out; the bytes are good until the next call.</summary>
    /// <returns>The value, or an empty span where none begins here.</returns>
    /// <exception cref="SourceFileException">The file ends inside the value, or the value is too large.</exception>
    public ReadOnlySpan<byte> TakeValue()
    {
        var first = Peek();
        var length = first switch
        {
            -1 => 0,
            '{' or '[' or '"' => MeasureNested(),
            _ => MeasureScalar(),
        };
        var value = _buffer.AsSpan(_start, length);
        _start += length;
        return value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            stream.Dispose();
        }
    }

    private int MeasureNested()
    {
        var progress = default(JsonSpan.Progress);
        while (true)
        {
            var length = JsonSpan.FindEnd(_buffer.AsSpan(_start, _end - _start), ref progress);
            if (length >= 0)
            {
                return length;
            }

            if (!Fill())
            {
                throw new SourceFileException(
                    $"The file ends inside a value that begins at byte {Position + 1}; it was probably cut off while it was copied. Copy or export it again.");
            }
        }
    }

    private int MeasureScalar()
    {
        var offset = 0;
        while (true)
        {
            var step = _buffer.AsSpan(_start + offset, _end - _start - offset).IndexOfAny(JsonSpan.ScalarEnd);
            if (step >= 0)
            {
                return offset + step;
            }

            offset = _end - _start;
            if (!Fill())
            {
                return offset;
            }
        }
    }

    // Makes room and reads on; false at the end of the file.
    private bool Fill()
    {
        if (_isAtEnd)
        {
            return false;
        }

        var kept = _end - _start;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
            _discarded += _start;
            (_start, _end) = (0, kept);
        }

        if (_end == _buffer.Length)
        {
            Grow();
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
        return read > 0;
    }

    private void Grow()
    {
        if (_buffer.Length >= LargestValueBytes)
        {
            throw new SourceFileException(
                $"The value that begins at byte {Position + 1} is larger than {LargestValueBytes / (1024 * 1024)} MB; no feature is. Check the file.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
