namespace Wujin.Renewal.TravelTime.Storage;

/// <summary>A graph file cannot be used; the message says why and what to do.</summary>
public sealed class GraphFileException(string message, Exception? inner = null) : Exception(message, inner);
