namespace BmxTiming.Server.Platform.Messaging;

/// <summary>Where a stream begins and ends.</summary>
/// <param name="Created">Another time of creation is another stream, whatever its name.</param>
/// <param name="FirstSeq">Sequence of the oldest message still there.</param>
/// <param name="LastSeq">Sequence of the newest message.</param>
internal readonly record struct StreamBounds(DateTimeOffset Created, ulong FirstSeq, ulong LastSeq);
