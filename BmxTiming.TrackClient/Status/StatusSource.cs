using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Spool;
using BmxTiming.TrackClient.Uplink;

namespace BmxTiming.TrackClient.Status;

/// <summary>Puts the parts' own reports together.</summary>
internal sealed class StatusSource(
    EnvelopeWriter identity,
    DecoderOptions decoderOptions,
    SpoolOptions spoolOptions,
    DecoderHost decoder,
    SpoolHost spool,
    UplinkHost uplink,
    BootClock clock)
{
    public TrackStatus Read()
    {
        var link = decoder.Report();
        var store = spool.Status();
        var up = uplink.Report;
        var session = link.Session;
        return new TrackStatus(
            Overall(link, store, up).ToString().ToLowerInvariant(),
            identity.Track.Value,
            identity.Client.Value,
            store.BootId,
            clock.NowUs.Value,
            new DecoderPart(
                link.State.ToString().ToLowerInvariant(),
                $"{decoderOptions.EndPoint.Host}:{decoderOptions.EndPoint.Port}",
                session?.DecoderId,
                link.Connections,
                (long)link.Silence.TotalMilliseconds,
                session?.LastPassing?.PassingNumber,
                session?.LastStatus?.Noise,
                session?.LastStatus?.TemperatureC,
                session?.Counters.Frames ?? 0,
                session?.Counters.CrcFailures ?? 0,
                session?.Counters.UnknownRecords ?? 0,
                session?.UnusablePassings ?? 0),
            new SpoolPart(store.LastSeq, store.UnsentRecords, store.UsedBytes, spoolOptions.CapBytes, spool.IsFull),
            new UplinkPart(
                up.Health.State.ToString().ToLowerInvariant(),
                up.Health.SinceUs.Value,
                up.Health.Code,
                up.Health.Detail,
                up.LastAnswerUs?.Value,
                up.Clock?.OffsetUs.Value,
                up.Clock?.UncertaintyUs.Value,
                up.Batches,
                up.Conflicts,
                up.DeclaredLost));
    }

    private static GatewayState Overall(DecoderReport decoder, SpoolStatus spool, UplinkReport uplink) => (decoder, spool, uplink) switch
    {
        ({ State: DecoderLinkState.Full }, _, _) or (_, { Full: true }, _) => GatewayState.Full,
        (_, _, { Health.State: UplinkState.Refused } or { Conflicts: > 0 }) => GatewayState.Fault,
        (_, _, { Health.State: UplinkState.Offline }) => GatewayState.Offline,
        ({ State: not DecoderLinkState.Connected }, _, _) or (_, _, { Health.State: UplinkState.Waiting }) => GatewayState.Waiting,
        _ => GatewayState.Ok,
    };
}

/// <summary>The one word that must be readable from far away.</summary>
internal enum GatewayState
{
    /// <summary>Decoder or server has not been reached yet, or the decoder is silent.</summary>
    Waiting,
    Ok,

    /// <summary>The server does not confirm; everything is kept.</summary>
    Offline,

    /// <summary>Nothing more can be stored: the decoder is not read.</summary>
    Full,

    /// <summary>The server refuses, or holds other content under our numbers: call somebody.</summary>
    Fault,
}
