namespace BmxTiming.Protocol.P3;

/// <summary>
/// Splits a byte stream into frames. Raw SOR and EOR can not occur inside a frame, so it needs no LENGTH to find the ends and finds its
/// way back after any damage: SOR starts a frame, or starts over. Holds at most <see cref="P3Frame.MaxBytes"/> bytes, never throws on
/// input, and allocates nothing after construction. Not thread-safe: one reader per connection.
/// </summary>
public sealed class P3FrameReader
{
    private readonly P3ReaderOptions _options;
    private readonly byte[] _partial = new byte[P3Frame.MaxBytes];
    private int _count;
    private bool _escaped;
    private bool _searching;

    public P3FrameReader(P3ReaderOptions? options = null) => _options = options ?? P3ReaderOptions.Default;

    public P3Counters Counters { get; } = new();

    /// <summary>Bytes held of a frame whose end has not arrived yet, at most <see cref="P3Frame.MaxBytes"/>.</summary>
    public int PendingBytes => _count;

    /// <summary>
    /// Takes bytes off the front of <paramref name="input"/> until a frame is complete (true) or all are used (false). Call it again
    /// with the rest before giving it new bytes.
    /// </summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out P3Frame frame)
    {
        while (!input.IsEmpty)
        {
            var complete = _count == 0 ? TryStart(ref input, out frame) : TryContinue(ref input, out frame);
            if (complete)
            {
                return true;
            }
        }

        frame = default;
        return false;
    }

    /// <summary>The input ended: a frame without its EOR is dropped and counted.</summary>
    public void Complete()
    {
        if (_count > 0)
        {
            Counters.Truncated++;
            Counters.SkippedBytes += _count;
        }

        Reset();
    }

    /// <summary>Forgets a partial frame, as after a reconnect. Counters go on.</summary>
    public void Reset()
    {
        _count = 0;
        _escaped = false;
        _searching = false;
    }

    private bool TryStart(ref ReadOnlySpan<byte> input, out P3Frame frame)
    {
        frame = default;
        var start = input[0] == P3Frame.Sor ? 0 : input.IndexOf(P3Frame.Sor);
        if (start != 0)
        {
            var skipped = start < 0 ? input.Length : start;
            Counters.SkippedBytes += skipped;
            Counters.Resyncs += _searching ? 0 : 1;
            _searching = true;
            input = input[skipped..];
            if (start < 0)
            {
                return false;
            }
        }

        _searching = false;
        var marker = input[1..].IndexOfAnyInRange(P3Frame.Escape, P3Frame.Eor);
        if (marker >= 0 && input[marker + 1] == P3Frame.Eor && marker + 2 <= P3Frame.MaxBytes)
        {
            // The usual case, a whole frame without escapes: looked at where it lies.
            var whole = input[..(marker + 2)];
            input = input[whole.Length..];
            return TryEmit(whole, dangling: false, out frame);
        }

        _partial[0] = P3Frame.Sor;
        _count = 1;
        input = input[1..];
        return false;
    }

    private bool TryContinue(ref ReadOnlySpan<byte> input, out P3Frame frame)
    {
        frame = default;
        var dangling = _escaped;
        if (_escaped && input[0] is not (P3Frame.Sor or P3Frame.Eor))
        {
            var escaped = input[0];
            _escaped = false;
            Counters.OddEscapes += escaped is >= P3Frame.Escape + P3Frame.EscapeOffset and <= P3Frame.Eor + P3Frame.EscapeOffset ? 0 : 1;
            Append([unchecked((byte)(escaped - P3Frame.EscapeOffset))]);
            input = input[1..];
            return false;
        }

        var marker = input.IndexOfAnyInRange(P3Frame.Escape, P3Frame.Eor);
        var plain = marker < 0 ? input.Length : marker;
        var fits = plain == 0 || Append(input[..plain]);
        input = input[plain..];
        if (marker < 0 || !fits)
        {
            return false;
        }

        var special = input[0];
        input = input[1..];
        switch (special)
        {
            case P3Frame.Escape:
                _escaped = true;
                return false;

            case P3Frame.Sor:
                Counters.Resyncs++;
                Counters.SkippedBytes += _count;
                _escaped = false;
                _count = 1;
                return false;

            default:
                _escaped = false;
                if (!Append([P3Frame.Eor]))
                {
                    return false;
                }

                var whole = _partial.AsSpan(0, _count);
                _count = 0;
                return TryEmit(whole, dangling, out frame);
        }
    }

    private bool Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _partial.Length - _count)
        {
            Counters.Oversized++;
            Counters.Resyncs++;
            Counters.SkippedBytes += _count + bytes.Length;
            Reset();
            _searching = true;
            return false;
        }

        bytes.CopyTo(_partial.AsSpan(_count));
        _count += bytes.Length;
        return true;
    }

    private bool TryEmit(ReadOnlySpan<byte> bytes, bool dangling, out P3Frame frame)
    {
        if (bytes.Length < P3Frame.MinBytes)
        {
            Counters.ShortFrames++;
            Counters.SkippedBytes += bytes.Length;
            frame = default;
            return false;
        }

        var computed = P3Crc.OfFrame(bytes);
        var error = Judge(new P3Frame(bytes, computed, P3Error.None), dangling);
        frame = new P3Frame(bytes, computed, error);
        Counters.Frames++;
        if (error != P3Error.None)
        {
            Counters.Rejected++;
            return _options.EmitRejected;
        }

        CountAccepted(frame);
        return true;
    }

    private P3Error Judge(in P3Frame frame, bool dangling)
    {
        var error = P3Error.None;
        if (!frame.IsLengthRight)
        {
            Counters.LengthMismatches++;
            error = frame.Length == 0 && frame.IsCrcRight ? P3Error.None : P3Error.LengthMismatch;
        }

        if (dangling)
        {
            Counters.DanglingEscapes++;
            error = P3Error.DanglingEscape;
        }

        if (!frame.IsCrcRight)
        {
            if (_options.CrcMode == P3CrcMode.AllowZero && frame.Crc == 0)
            {
                Counters.ZeroCrcs++;
            }
            else
            {
                Counters.CrcFailures++;
                error = _options.CrcMode == P3CrcMode.Off ? error : P3Error.CrcMismatch;
            }
        }

        return error;
    }

    private void CountAccepted(in P3Frame frame)
    {
        Counters.Accepted++;
        Counters.OtherVersions += frame.Version == P3Frame.CurrentVersion ? 0 : 1;
        Counters.UnknownRecords += P3Records.IsDocumented(frame.Record) ? 0 : 1;
        var tlvs = frame.Tlvs;
        while (tlvs.MoveNext())
        {
        }

        Counters.TlvOverruns += tlvs.Rest.IsEmpty ? 0 : 1;
    }
}
