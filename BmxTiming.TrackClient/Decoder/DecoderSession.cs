using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>
/// One connection to a decoder, without the connection: bytes in, captured messages and requests out. A passing is captured as soon as
/// its last byte is here.
/// </summary>
internal sealed class DecoderSession
{
    private readonly DecoderOptions _options;
    private readonly DecoderClock _clock;
    private readonly P3FrameReader _reader = new();
    private readonly List<CapturedMessage> _captured = [];
    private readonly List<byte[]> _requests = [];
    private uint? _decoderId;
    private Micros? _timeAskedAtUs;
    private bool _announced;

    public DecoderSession(DecoderOptions options)
    {
        _options = options;
        _clock = new DecoderClock(options.Speed);
    }

    public P3Counters Counters => _reader.Counters;

    public uint? DecoderId => _decoderId;

    public PassingPayload? LastPassing { get; private set; }

    public StatusPayload? LastStatus { get; private set; }

    /// <summary>Passings that could not be used: without number, time or transponder.</summary>
    public long UnusablePassings { get; private set; }

    /// <summary>What has been captured since the last call, in order.</summary>
    public IReadOnlyList<CapturedMessage> TakeCaptured() => Take(_captured);

    /// <summary>What is to be sent to the decoder. Questions only: a timing client never changes a decoder.</summary>
    public IReadOnlyList<byte[]> TakeRequests() => Take(_requests);

    public void OnConnected(Micros monotonicUs)
    {
        _requests.Add(P3Requests.Version());
        AskTime(monotonicUs);
    }

    /// <param name="capturedAtUs">The gateway's clock when the bytes had arrived.</param>
    public void OnBytes(ReadOnlySpan<byte> bytes, Micros capturedAtUs, Micros monotonicUs)
    {
        while (_reader.TryRead(ref bytes, out var frame))
        {
            OnMessage(P3Message.Read(frame, _reader.Counters), capturedAtUs, monotonicUs);
        }
    }

    /// <summary>The connection is gone. Silent when the decoder never said anything.</summary>
    public void OnDisconnected(string reason, Micros capturedAtUs)
    {
        _reader.Complete();
        if (_announced)
        {
            _announced = false;
            _captured.Add(CapturedMessage.Gateway(capturedAtUs, new GatewayPayload(GatewayKinds.DecoderLost, _decoderId, Detail: reason)));
        }
    }

    private void OnMessage(P3Message message, Micros capturedAtUs, Micros monotonicUs)
    {
        _decoderId = message.DecoderId ?? _decoderId;
        if (!_announced && _decoderId is not null)
        {
            _announced = true;
            _captured.Add(CapturedMessage.Gateway(capturedAtUs, new GatewayPayload(GatewayKinds.DecoderConnected, _decoderId)));
        }

        switch (message)
        {
            case P3Passing passing:
                OnPassing(passing, capturedAtUs, monotonicUs);
                break;
            case P3Status status:
                LastStatus = P3PayloadMapper.Map(status, _decoderId ?? 0, _clock.At(monotonicUs));
                _captured.Add(CapturedMessage.Status(capturedAtUs, LastStatus));
                AskTime(monotonicUs);
                break;
            case P3Version version:
                _captured.Add(CapturedMessage.Version(capturedAtUs, P3PayloadMapper.Map(version, _decoderId ?? 0)));
                break;
            case P3GetTime { RtcTimeUs: { } rtc and <= long.MaxValue } when _timeAskedAtUs is { } asked:
                _clock.OnAnswer(new Micros((long)rtc), asked, monotonicUs);
                _timeAskedAtUs = null;
                break;
            default:
                // Counted by the reader where its record is unknown; the rest says nothing about a race.
                break;
        }
    }

    private void OnPassing(P3Passing passing, Micros capturedAtUs, Micros monotonicUs)
    {
        if (P3PayloadMapper.Map(passing, _decoderId ?? 0, _options.TimingPoint) is not { } payload)
        {
            UnusablePassings++;
            return;
        }

        _clock.OnPassing(payload.RtcTimeUs, monotonicUs);
        LastPassing = payload;
        _captured.Add(CapturedMessage.Passing(capturedAtUs, payload));
    }

    private void AskTime(Micros monotonicUs)
    {
        _timeAskedAtUs = monotonicUs;
        _requests.Add(P3Requests.GetTime());
    }

    private static T[] Take<T>(List<T> list)
    {
        if (list.Count == 0)
        {
            return [];
        }

        var taken = list.ToArray();
        list.Clear();
        return taken;
    }
}
