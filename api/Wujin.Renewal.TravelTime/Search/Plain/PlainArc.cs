using System.Runtime.InteropServices;

namespace Wujin.Renewal.TravelTime.Search.Plain;

/// <summary>A transition as a search reads it: target and time side by side, one cache line for eight.</summary>
/// <param name="Target">The state it leads to.</param>
/// <param name="Milliseconds">Its time.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PlainArc(int Target, uint Milliseconds);
