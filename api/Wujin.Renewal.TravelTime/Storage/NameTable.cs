using System.Collections;
using System.Text;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Storage;

/// <summary>Names of roads in a graph file: UTF-8, made into texts only when asked for.</summary>
/// <param name="bytes">All names, one after the other.</param>
/// <param name="first">Where each begins; one entry more than names.</param>
internal sealed class NameTable(Column<byte> bytes, Column<int> first) : IReadOnlyList<string>
{
    public int Count => first.Length - 1;

    public string this[int index] => Encoding.UTF8.GetString(bytes.Span[first[index]..first[index + 1]]);

    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
