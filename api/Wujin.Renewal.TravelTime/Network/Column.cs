namespace Wujin.Renewal.TravelTime.Network;

/// <summary>
/// A flat, read-only array of plain values that lives either in managed memory (a network just built) or in a memory-mapped graph file.
/// Both are read through <see cref="Span"/> at the same speed.
/// </summary>
/// <typeparam name="T">A plain value without references.</typeparam>
/// <remarks>A mapped column keeps its file mapped as long as somebody holds the column; it must not be read after the file was closed on purpose.</remarks>
public sealed unsafe class Column<T> where T : unmanaged
{
    private readonly T[]? _managed;
    private readonly T* _mapped;

    /// <summary>A column over an array, which must not be changed any more.</summary>
    public Column(T[] values)
    {
        _managed = values;
        Length = values.Length;
    }

    /// <summary>A column over mapped memory.</summary>
    /// <param name="first">First value, aligned to the size of <typeparamref name="T"/> or to 8 bytes.</param>
    /// <param name="length">How many values.</param>
    /// <param name="owner">What keeps the memory mapped.</param>
    internal Column(T* first, int length, object owner)
    {
        _mapped = first;
        Owner = owner;
        Length = length;
    }

    /// <summary>What keeps the memory mapped, held as long as the column is.</summary>
    internal object? Owner { get; }

    /// <summary>How many values.</summary>
    public int Length { get; }

    /// <summary>The values.</summary>
    public ReadOnlySpan<T> Span => _managed is null ? new ReadOnlySpan<T>(_mapped, Length) : _managed;

    /// <summary>One value; for a loop take <see cref="Span"/> once.</summary>
    public T this[int index] => Span[index];
}
