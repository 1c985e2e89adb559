using System.Net;
using System.Text.Json;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;
using BmxTiming.TrackClient.Decoder;
using BmxTiming.TrackClient.Simulation;

namespace BmxTiming.Tests.Support;

/// <summary>
/// A gateway's decoder session and a simulated decoder, joined by a line without a network, on virtual time. What the line does to frames
/// is up to the test.
/// </summary>
internal sealed class DecoderLine
{
    public const uint DecoderId = 4711;

    /// <summary>The decoder's clock when the gateway's monotonic clock shows 0.</summary>
    public static readonly Micros RtcAtZeroUs = new(1_778_923_800_000_000);

    private static readonly SimulatedRider s_rider = DemoRoster.Fixed()[0];
    private static readonly Micros s_tickUs = Micros.From(DecoderOptions.TickPeriod);
    private static readonly Micros s_statusUs = Micros.FromSeconds(5);

    private readonly DecoderOptions _options;
    private P3FrameReader _requestReader = new();
    private Micros _nextStatusUs;
    private DecoderBookmark? _bookmark;

    public DecoderLine(SimulatedDecoder? decoder = null, DecoderOptions? options = null)
    {
        _options = options ?? new DecoderOptions { EndPoint = new DnsEndPoint("decoder", 5403) };
        Decoder = decoder ?? new SimulatedDecoder(DecoderId, DecoderProfile.ProChip, 1);
        Session = new DecoderSession(_options);
    }

    public SimulatedDecoder Decoder { get; }

    public DecoderSession Session { get; private set; }

    public bool IsConnected { get; private set; }

    /// <summary>The gateway's monotonic clock.</summary>
    public Micros NowUs { get; set; } = Micros.FromSeconds(100);

    /// <summary>Seconds of the track per second of the gateway's clock: drift.</summary>
    public double Pace { get; set; } = 1;

    /// <summary>What the gateway notes as capture time.</summary>
    public Func<Micros> CapturedAt { get; set; } = static () => Micros.Zero;

    /// <summary>What becomes of a frame on its way to the gateway; null = lost.</summary>
    public Func<byte[], byte[]?> ToGateway { get; set; } = static wire => wire;

    /// <summary>What becomes of a request; null = lost.</summary>
    public Func<byte[], byte[]?> ToDecoder { get; set; } = static wire => wire;

    public List<CapturedMessage> Captured { get; } = [];

    /// <summary>Every request that reached the line.</summary>
    public List<P3Message> Requests { get; } = [];

    public IEnumerable<PassingPayload> Passings => Captured
        .Where(static message => message.MessageType == MessageTypes.Passing)
        .Select(static message => JsonSerializer.Deserialize(message.PayloadJson.Span, WireJson.Default.PassingPayload)!);

    public IEnumerable<StatusPayload> Statuses => Captured
        .Where(static message => message.MessageType == MessageTypes.Status)
        .Select(static message => JsonSerializer.Deserialize(message.PayloadJson.Span, WireJson.Default.StatusPayload)!);

    public IEnumerable<(uint From, uint To)> Resends => Requests.OfType<P3Resend>().Select(static resend => (resend.From!.Value, resend.Until!.Value));

    /// <summary>Time of the track: what a decoder that was set right shows.</summary>
    public Micros TrackUs => RtcAtZeroUs + new Micros((long)(NowUs.Value * Pace));

    public IEnumerable<GatewayPayload> Notices(string kind) => Captured
        .Where(static message => message.MessageType == MessageTypes.Gateway)
        .Select(static message => JsonSerializer.Deserialize(message.PayloadJson.Span, WireJson.Default.GatewayPayload)!)
        .Where(notice => notice.Kind == kind);

    public void Connect()
    {
        IsConnected = true;
        _requestReader = new P3FrameReader();
        _nextStatusUs = NowUs + s_statusUs;
        Session.OnConnected(NowUs);
        // The first word is the decoder's: its id is known before its SESSION comes.
        Send(Decoder.Status());
    }

    public void Disconnect()
    {
        IsConnected = false;
        Session.OnDisconnected("test", CapturedAt());
        Collect();
    }

    /// <summary>The gateway's process dies and comes again; a bookmark is all that is left.</summary>
    public void RestartGateway()
    {
        // A process that heard nothing leaves the file of the one before it.
        _bookmark = Session.Bookmark ?? _bookmark;
        IsConnected = false;
        Session = new DecoderSession(
            _options, _bookmark is null ? null : new Dictionary<uint, DecoderBookmark> { [_bookmark.DecoderId] = ThroughJson(_bookmark) });
    }

    /// <summary>Somebody crosses the loop.</summary>
    /// <param name="sent">False: the decoder keeps it, and the line does not get it.</param>
    public uint Pass(bool sent = true)
    {
        var wire = Decoder.Pass(new ScriptedPassing(Micros.Zero, DemoTrack.Hill, s_rider, 100, 20), TrackUs);
        if (sent)
        {
            Send(wire);
        }

        return Decoder.LastNumber;
    }

    public void PassMany(int count, bool sent = true)
    {
        for (var i = 0; i < count; i++)
        {
            Pass(sent);
            NowUs += Micros.FromMilliseconds(10);
        }
    }

    /// <summary>A frame of the decoder, where somebody listens.</summary>
    public void Send(byte[] wire)
    {
        if (IsConnected && ToGateway(wire) is { } arrived)
        {
            Session.OnBytes(arrived, CapturedAt(), NowUs);
            Exchange();
        }
    }

    /// <summary>Time passes: ticks at the gateway, STATUS from the decoder.</summary>
    public void Advance(double seconds)
    {
        for (var endUs = NowUs + new Micros((long)(seconds * Micros.PerSecond)); NowUs < endUs;)
        {
            NowUs += s_tickUs;
            if (IsConnected)
            {
                Session.OnTick(CapturedAt(), NowUs);
                Exchange();
            }

            if (NowUs >= _nextStatusUs)
            {
                _nextStatusUs = NowUs + s_statusUs;
                Send(Decoder.Status());
            }
        }
    }

    // Until both sides have nothing more to say.
    private void Exchange()
    {
        Collect();
        while (Session.TakeRequests() is { Count: > 0 } requests)
        {
            foreach (var request in requests)
            {
                Deliver(request);
            }

            Collect();
        }
    }

    private void Deliver(byte[] request)
    {
        Requests.Add(Read(request));
        ReadOnlySpan<byte> bytes = ToDecoder(request);
        while (_requestReader.TryRead(ref bytes, out var frame))
        {
            foreach (var answer in Decoder.Answer(frame, TrackUs))
            {
                if (IsConnected && ToGateway(answer) is { } arrived)
                {
                    Session.OnBytes(arrived, CapturedAt(), NowUs);
                }
            }
        }
    }

    private void Collect() => Captured.AddRange(Session.TakeCaptured());

    private static P3Message Read(byte[] wire)
    {
        ReadOnlySpan<byte> bytes = wire;
        return new P3FrameReader().TryRead(ref bytes, out var frame) ? P3Message.Read(frame) : throw new InvalidOperationException("Not a frame.");
    }

    private static DecoderBookmark ThroughJson(DecoderBookmark bookmark) => JsonSerializer.Deserialize(
        JsonSerializer.SerializeToUtf8Bytes(bookmark, BookmarkJson.Default.DecoderBookmark), BookmarkJson.Default.DecoderBookmark)!;
}
