namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>An OpenStreetMap file cannot be used; the message says why and what to do.</summary>
public sealed class OsmFileException(string message, Exception? inner = null) : Exception(message, inner);
