using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.P3;
using BmxTiming.Protocol.Time;
using BmxTiming.TrackClient.Capture;

namespace BmxTiming.TrackClient.Decoder;

/// <summary>
/// The gateway's side of the line to one decoder, without the line: bytes and the passing of time in, captured messages and requests
/// out. A passing is captured as soon as its last byte is here; what is missing before it is asked for behind it. Lives through all
/// connections to the decoder.
/// </summary>
internal sealed class DecoderSession
{
    private const int MaxDecoders = 8;

    private readonly DecoderOptions _options;
    private readonly IReadOnlyDictionary<uint, DecoderBookmark> _bookmarks;
    private readonly Dictionary<uint, DecoderMemory> _memories = [];
    private readonly P3FrameReader _reader = new();
    private readonly List<CapturedMessage> _captured = [];
    private readonly List<byte[]> _requests = [];
    private readonly SessionQuestion _session = new();
    private DecoderMemory? _decoder;
    private Micros? _timeAskedAtUs;
    private Micros _keptAliveAtUs;
    private long _lastFrameUs;
    private bool _announced;

    /// <param name="options">Limits and names.</param>
    /// <param name="bookmarks">How far each known decoder has been read, by its id.</param>
    public DecoderSession(DecoderOptions options, IReadOnlyDictionary<uint, DecoderBookmark>? bookmarks = null)
    {
        _options = options;
        _bookmarks = bookmarks ?? new Dictionary<uint, DecoderBookmark>();
    }

    /// <summary>Of all connections together.</summary>
    public P3Counters Counters => _reader.Counters;

    public uint? DecoderId => _decoder?.DecoderId;

    public PassingPayload? LastPassing { get; private set; }

    public StatusPayload? LastStatus { get; private set; }

    /// <summary>Passings that could not be used: without number, time or transponder.</summary>
    public long UnusablePassings { get; private set; }

    /// <summary>Exact copies, not captured again.</summary>
    public long DuplicatePassings { get; private set; }

    /// <summary>Passings that came on request.</summary>
    public long ResentPassings { get; private set; }

    /// <summary>Passings declared lost.</summary>
    public long LostPassings { get; private set; }

    /// <summary>Ranges of passings that were asked for again.</summary>
    public long ResendRequests { get; private set; }

    /// <summary>Answers that told an error.</summary>
    public long ErrorReplies { get; private set; }

    /// <summary>How far this decoder has been read; null before its first passing.</summary>
    public DecoderBookmark? Bookmark => _decoder is { } decoder ? DecoderBookmark.Of(decoder.DecoderId, decoder.Ledger) : null;

    /// <summary>What has been captured since the last call, in order.</summary>
    public IReadOnlyList<CapturedMessage> TakeCaptured() => Take(_captured);

    /// <summary>What is to be sent to the decoder. Questions only: a timing client never changes a decoder.</summary>
    public IReadOnlyList<byte[]> TakeRequests() => Take(_requests);

    /// <summary>How long no frame has come; bytes that are none do not count.</summary>
    public TimeSpan Silence(Micros monotonicUs) => (monotonicUs - new Micros(Interlocked.Read(ref _lastFrameUs))).ToTimeSpan();

    public bool IsStale(Micros monotonicUs) => Silence(monotonicUs) > _options.StaleAfter;

    /// <summary>Nothing will come over this connection any more; the next look would be too late.</summary>
    public bool IsDead(Micros monotonicUs) => Silence(monotonicUs) + DecoderOptions.TickPeriod > _options.ReconnectAfter;

    public void OnConnected(Micros monotonicUs)
    {
        Interlocked.Exchange(ref _lastFrameUs, monotonicUs.Value);
        _keptAliveAtUs = monotonicUs;
        _decoder?.Connect();
        _requests.Add(P3Requests.Version());
        AskTime(monotonicUs);
        AskSession(monotonicUs);
    }

    /// <param name="capturedAtUs">The gateway's clock when the bytes had arrived.</param>
    public void OnBytes(ReadOnlySpan<byte> bytes, Micros capturedAtUs, Micros monotonicUs)
    {
        while (_reader.TryRead(ref bytes, out var frame))
        {
            Interlocked.Exchange(ref _lastFrameUs, monotonicUs.Value);
            OnMessage(P3Message.Read(frame, _reader.Counters), capturedAtUs, monotonicUs);
        }

        Recover(capturedAtUs, monotonicUs);
    }

    /// <summary>Time has passed; call it a few times a second while connected.</summary>
    public void OnTick(Micros capturedAtUs, Micros monotonicUs)
    {
        if (monotonicUs - _keptAliveAtUs >= Micros.From(_options.KeepAlivePeriod))
        {
            _keptAliveAtUs = monotonicUs;
            _requests.Add(P3Requests.Watchdog());
        }

        if (_session.IsDue(monotonicUs))
        {
            _requests.Add(P3Requests.Ask(P3Record.Session));
        }

        Recover(capturedAtUs, monotonicUs);
    }

    /// <summary>The connection is gone. Silent when the decoder never said anything.</summary>
    public void OnDisconnected(string reason, Micros capturedAtUs)
    {
        _reader.Complete();
        _requests.Clear();
        _timeAskedAtUs = null;
        _session.Answered();
        if (_announced)
        {
            _announced = false;
            _captured.Add(CapturedMessage.Gateway(capturedAtUs, new GatewayPayload(GatewayKinds.DecoderLost, DecoderId, Detail: reason)));
        }
    }

    private void OnMessage(P3Message message, Micros capturedAtUs, Micros monotonicUs)
    {
        var decoder = Identify(message, capturedAtUs);
        switch (message)
        {
            case P3Passing passing:
                OnPassing(decoder, passing, capturedAtUs, monotonicUs);
                break;
            case P3Status status:
                LastStatus = P3PayloadMapper.Map(status, decoder.DecoderId, decoder.Clock.At(monotonicUs));
                _captured.Add(CapturedMessage.Status(capturedAtUs, LastStatus));
                AskTime(monotonicUs);
                break;
            case P3Version version:
                _captured.Add(CapturedMessage.Version(capturedAtUs, P3PayloadMapper.Map(version, decoder.DecoderId)));
                break;
            case P3GetTime { RtcTimeUs: { } rtc and <= long.MaxValue } when _timeAskedAtUs is { } asked:
                _timeAskedAtUs = null;
                TellStep(decoder, decoder.Clock.OnAnswer(new Micros((long)rtc), asked, monotonicUs), capturedAtUs);
                break;
            case P3Session { FirstPassingNumber: { } first, LastPassingNumber: { } last } when _session.IsOpen && (first <= last || last == 0):
                _session.Answered();
                OnSession(decoder, Math.Max(first, 1), last, capturedAtUs, monotonicUs);
                break;
            case P3ErrorReply:
                ErrorReplies++;
                break;
            default:
                // Counted by the reader where its record is unknown; the rest says nothing about a race.
                break;
        }
    }

    // A decoder may be swapped behind its address: each id has a counter and a clock of its own.
    private DecoderMemory Identify(P3Message message, Micros capturedAtUs)
    {
        var id = message.DecoderId ?? DecoderId ?? 0;
        if (_decoder?.DecoderId != id)
        {
            if (!_memories.TryGetValue(id, out var memory))
            {
                if (_memories.Count == MaxDecoders)
                {
                    _memories.Remove(_memories.Keys.First());
                }

                memory = new DecoderMemory(id, _bookmarks.TryGetValue(id, out var bookmark) ? bookmark.ToLedger() : new PassingLedger(), _options.Speed);
                _memories.Add(id, memory);
            }

            _decoder = memory;
            memory.Connect();
        }

        if (!_announced && message.DecoderId is not null)
        {
            _announced = true;
            _captured.Add(CapturedMessage.Gateway(capturedAtUs, new GatewayPayload(GatewayKinds.DecoderConnected, id)));
        }

        return _decoder;
    }

    private void OnSession(DecoderMemory decoder, uint first, uint last, Micros capturedAtUs, Micros monotonicUs)
    {
        List<NumberRange> lost = [];
        if (SessionRange.Apply(decoder, first, last, lost) is { } probe)
        {
            decoder.ProbedAtUs = monotonicUs;
            _requests.Add(P3Requests.Resend(probe, probe));
        }

        Declare(lost, capturedAtUs);
    }

    private void OnPassing(DecoderMemory decoder, P3Passing passing, Micros capturedAtUs, Micros monotonicUs)
    {
        if (P3PayloadMapper.Map(passing, decoder.DecoderId, _options.TimingPoint) is not { } payload)
        {
            UnusablePassings++;
            return;
        }

        List<NumberRange> lost = [];
        var verdict = decoder.Ledger.Observe(payload, lost);
        var probed = decoder.Probed == payload.PassingNumber;
        decoder.Probed = probed ? null : decoder.Probed;
        if (verdict == PassingVerdict.Duplicate)
        {
            DuplicatePassings++;
            return;
        }

        if (verdict == PassingVerdict.Restarted)
        {
            decoder.Recovery.Forget();
            decoder.CountsAnew = true;
            AskSession(monotonicUs);
            if (probed)
            {
                // Expected by the same answer that asked for the probe: of the new count, and asked for again.
                lost.RemoveAll(range => range.From > payload.PassingNumber);
            }
        }

        if (verdict == PassingVerdict.Resent || probed)
        {
            ResentPassings++;
            payload = payload with { Resent = true };
        }
        else
        {
            // Told before the passing: the engine shifts what it has read so far.
            TellStep(decoder, decoder.Clock.OnPassing(payload.RtcTimeUs, monotonicUs), capturedAtUs);
            if (_timeAskedAtUs is null && decoder.Clock.IsSuspicious(payload.RtcTimeUs, monotonicUs))
            {
                AskTime(monotonicUs);
            }
        }

        LastPassing = payload;
        _captured.Add(CapturedMessage.Passing(capturedAtUs, payload));
        Declare(lost, capturedAtUs);
    }

    private void Recover(Micros capturedAtUs, Micros monotonicUs)
    {
        // What the decoder holds, and in which count, decides what is worth asking for.
        if (_decoder is not { } decoder || _session.IsOpen || decoder.IsProbing(monotonicUs))
        {
            return;
        }

        List<NumberRange> lost = [];
        if (decoder.Recovery.Next(monotonicUs, lost) is { } chunk)
        {
            _requests.Add(P3Requests.Resend(chunk.From, chunk.To));
            ResendRequests++;
        }

        Declare(lost, capturedAtUs);
    }

    private void Declare(List<NumberRange> lost, Micros capturedAtUs)
    {
        foreach (var range in lost)
        {
            LostPassings += range.Count;
            var detail = range.Count > PassingLedger.MaxGap ? "counter jumped" : "not sent again";
            _captured.Add(CapturedMessage.Gateway(
                capturedAtUs, new GatewayPayload(GatewayKinds.PassingGap, DecoderId, FromPassing: range.From, ToPassing: range.To, Detail: detail)));
        }
    }

    private void TellStep(DecoderMemory decoder, Micros? stepUs, Micros capturedAtUs)
    {
        if (stepUs is { } delta)
        {
            _captured.Add(CapturedMessage.Gateway(capturedAtUs, new GatewayPayload(GatewayKinds.ClockStep, decoder.DecoderId, DeltaUs: delta)));
        }
    }

    // One question at a time, or the late answer to an old one would count as the quick answer to a new one: a step that never was.
    private void AskTime(Micros monotonicUs)
    {
        if (_timeAskedAtUs is { } asked && (monotonicUs - asked).ToTimeSpan() < _options.StaleAfter)
        {
            return;
        }

        _timeAskedAtUs = monotonicUs;
        _requests.Add(P3Requests.GetTime());
    }

    private void AskSession(Micros monotonicUs)
    {
        _session.Ask(monotonicUs);
        _requests.Add(P3Requests.Ask(P3Record.Session));
    }

    private static T[] Take<T>(List<T> list)
    {
        var taken = list.ToArray();
        list.Clear();
        return taken;
    }
}
