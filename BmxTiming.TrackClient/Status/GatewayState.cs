namespace BmxTiming.TrackClient.Status;

/// <summary>The one word that must be readable from five metres away, the most urgent last.</summary>
internal enum GatewayState
{
    Ok,

    /// <summary>A clock was set, or this machine's clock is plainly wrong. Passings flow.</summary>
    Clock,

    /// <summary>The decoder was heard and is silent now, or the server has not answered yet.</summary>
    Waiting,

    /// <summary>No decoder has been heard since the start.</summary>
    Setup,

    /// <summary>The server does not confirm; everything is kept.</summary>
    Offline,

    /// <summary>The server refuses, or holds other content under our numbers: call somebody.</summary>
    Fault,

    /// <summary>Nothing more can be stored: the decoder is not read.</summary>
    Full,
}
