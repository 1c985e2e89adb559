using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.Control.RaceControl.Holding;

/// <summary>Who is in charge of a track. While somebody is, only that operator's intents are taken.</summary>
internal sealed record TrackHold
{
    /// <summary>The track.</summary>
    public required string Id { get; init; }

    /// <summary>Absent once it was given back.</summary>
    public string? Holder { get; init; }

    public Micros SinceUs { get; init; }

    /// <summary>Silent until then, the holder is one no more.</summary>
    public Micros ExpiresAtUs { get; init; }

    public HandOverRequest? Request { get; init; }

    /// <summary>Raised by every change: two operators who claim at the same moment do not both get it.</summary>
    public required long Version { get; init; }
}

/// <summary>Somebody asks the holder for the track.</summary>
internal sealed record HandOverRequest(string Operator, Micros AtUs, string? Reason);
