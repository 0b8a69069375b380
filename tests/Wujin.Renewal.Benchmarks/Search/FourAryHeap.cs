namespace Wujin.Renewal.Benchmarks.Search;

/// <summary>A queue of states by label: a heap of four children a node, keys and states packed in one word; stale entries are left for the search to skip.</summary>
internal sealed class FourAryHeap
{
    private ulong[] _heap = new ulong[1024];
    private int _count;

    public int Count => _count;

    public void Clear() => _count = 0;

    public void Push(int state, uint label)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, _heap.Length * 2);
        }

        var entry = ((ulong)label << 32) | (uint)state;
        var i = _count++;
        var heap = _heap;
        while (i > 0)
        {
            var parent = (i - 1) >> 2;
            if (heap[parent] <= entry)
            {
                break;
            }

            heap[i] = heap[parent];
            i = parent;
        }

        heap[i] = entry;
    }

    public int Pop(out uint label)
    {
        var heap = _heap;
        var top = heap[0];
        var last = heap[--_count];
        var i = 0;
        while (true)
        {
            var child = (i << 2) + 1;
            if (child >= _count)
            {
                break;
            }

            var best = child;
            var end = Math.Min(child + 4, _count);
            for (var c = child + 1; c < end; c++)
            {
                best = heap[c] < heap[best] ? c : best;
            }

            if (heap[best] >= last)
            {
                break;
            }

            heap[i] = heap[best];
            i = best;
        }

        heap[i] = last;
        label = (uint)(top >> 32);
        return (int)(uint)top;
    }
}
