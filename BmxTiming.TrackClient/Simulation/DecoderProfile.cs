namespace BmxTiming.TrackClient.Simulation;

/// <summary>Two families of decoders as seen in captures; they differ in fields, in their order and in the grain of the clock.</summary>
internal enum DecoderProfile
{
    /// <summary>Stamps in µs, the printed code in a passing, satellites in a STATUS.</summary>
    ProChip,

    /// <summary>Stamps in whole ms, no code, the input voltage in a STATUS.</summary>
    AmbRc,
}
