namespace BmxTiming.TrackClient.Spool;

/// <summary>The disk has no room. Heals when somebody makes some, or when the server confirms what is kept.</summary>
internal sealed class SpoolDiskFullException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>Another process writes to this spool. Two would number the same passings twice.</summary>
internal sealed class SpoolInUseException(string message, Exception? inner = null) : IOException(message, inner);
