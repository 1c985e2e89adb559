namespace BmxTiming.Protocol.P3;

/// <summary>A number of a field whose width nobody has published, kept with the width it came in.</summary>
/// <param name="Value">Read as unsigned.</param>
/// <param name="Width">1 to 8 bytes.</param>
public readonly record struct P3Number(ulong Value, int Width);
