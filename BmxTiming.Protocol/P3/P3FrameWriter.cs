using System.Buffers.Binary;
using System.Text;

namespace BmxTiming.Protocol.P3;

/// <summary>
/// Builds one frame after another in two buffers of its own: <c>Begin</c>, any number of <c>Add</c>, <c>Finish</c>. TLVs stand in the order
/// of the calls. Not thread-safe. Exceptions mean a mistake of the caller (a value over 255 bytes, a frame over
/// <see cref="P3Frame.MaxBytes"/>, a record its authority does not allow).
/// </summary>
public sealed class P3FrameWriter(P3Authority authority)
{
    /// <summary>LENGTH of a TLV is one byte.</summary>
    public const int MaxValueBytes = 255;

    private readonly byte[] _frame = new byte[P3Frame.MaxBytes];
    private readonly byte[] _wire = new byte[2 * P3Frame.MaxBytes];
    private int _count;
    private bool _tells;

    /// <summary>Bytes of body that still fit.</summary>
    public int FreeBytes => P3Frame.MaxBytes - 1 - _count;

    public P3FrameWriter Begin(P3Record record, byte version = P3Frame.CurrentVersion, ushort flags = 0)
    {
        _frame.AsSpan(0, P3Frame.HeaderBytes).Clear();
        _frame[0] = P3Frame.Sor;
        _frame[1] = version;
        BinaryPrimitives.WriteUInt16LittleEndian(_frame.AsSpan(6), flags);
        BinaryPrimitives.WriteUInt16LittleEndian(_frame.AsSpan(8), (ushort)record);
        _count = P3Frame.HeaderBytes;
        _tells = false;
        return this;
    }

    public P3FrameWriter Add(byte tag, ReadOnlySpan<byte> value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, MaxValueBytes, nameof(value));
        AddRaw([tag, (byte)value.Length]);
        AddRaw(value);
        _tells |= !value.IsEmpty && !P3Tags.IsGeneral(tag);
        return this;
    }

    /// <summary>An empty field: "please fill this in".</summary>
    public P3FrameWriter Ask(byte tag) => Add(tag, []);

    public P3FrameWriter AddU8(byte tag, byte value) => Add(tag, [value]);

    public P3FrameWriter AddU16(byte tag, ushort value) => AddUnsigned(tag, value, sizeof(ushort));

    public P3FrameWriter AddI16(byte tag, short value) => AddUnsigned(tag, (ushort)value, sizeof(ushort));

    public P3FrameWriter AddU32(byte tag, uint value) => AddUnsigned(tag, value, sizeof(uint));

    public P3FrameWriter AddU64(byte tag, ulong value) => AddUnsigned(tag, value, sizeof(ulong));

    /// <summary>The low <paramref name="width"/> bytes (1 to 8) of a number.</summary>
    public P3FrameWriter AddUnsigned(byte tag, ulong value, int width)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Add(tag, bytes[..width]);
    }

    /// <summary>ASCII text; a character outside it becomes '?'.</summary>
    public P3FrameWriter AddText(byte tag, string text) => Add(tag, Encoding.ASCII.GetBytes(text));

    /// <summary>Bytes that are no TLV, to give back a damaged frame as it was.</summary>
    public P3FrameWriter AddRaw(ReadOnlySpan<byte> bytes)
    {
        if (_count < P3Frame.HeaderBytes)
        {
            throw new InvalidOperationException("Begin a frame first.");
        }

        if (bytes.Length > FreeBytes)
        {
            throw new ArgumentException($"A frame is at most {P3Frame.MaxBytes} bytes.", nameof(bytes));
        }

        bytes.CopyTo(_frame.AsSpan(_count));
        _count += bytes.Length;
        return this;
    }

    /// <summary>The escaped bytes of the frame, valid until the next <see cref="Begin"/>.</summary>
    /// <param name="length">LENGTH to claim instead of the true one, to give back a damaged frame as it was.</param>
    /// <param name="crc">CRC to claim instead of the true one, likewise.</param>
    /// <exception cref="InvalidOperationException">No frame was begun, or its authority may not write this one.</exception>
    public ReadOnlySpan<byte> Finish(ushort? length = null, ushort? crc = null)
    {
        if (_count < P3Frame.HeaderBytes)
        {
            throw new InvalidOperationException("Begin a frame first.");
        }

        var record = (P3Record)BinaryPrimitives.ReadUInt16LittleEndian(_frame.AsSpan(8));
        if (authority == P3Authority.Client && !ClientMay(record))
        {
            throw new InvalidOperationException(
                $"{P3Records.NameOf(record)} could change the decoder and needs {nameof(P3Authority.Admin)}.");
        }

        _frame[_count++] = P3Frame.Eor;
        var frame = _frame.AsSpan(0, _count);
        _count = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(frame[2..], length ?? (ushort)frame.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[4..], crc ?? P3Crc.OfFrame(frame));
        return Escape(frame);
    }

    // An allow-list: a record nobody has described yet might change a decoder too.
    private bool ClientMay(P3Record record) => record switch
    {
        P3Record.Resend or P3Record.Watchdog or P3Record.Ping => true,
        P3Record.Version or P3Record.Status or P3Record.GetTime or P3Record.Session or P3Record.ServerSettings
            or P3Record.NetworkSettings or P3Record.GeneralSettings or P3Record.Signals or P3Record.LoopTrigger
            or P3Record.GpsInfo or P3Record.Timeline => !_tells,
        _ => false,
    };

    private ReadOnlySpan<byte> Escape(ReadOnlySpan<byte> frame)
    {
        var inner = frame[1..^1];
        _wire[0] = P3Frame.Sor;
        var written = 1;
        while (!inner.IsEmpty)
        {
            var special = inner.IndexOfAnyInRange(P3Frame.Escape, P3Frame.Eor);
            var plain = special < 0 ? inner.Length : special;
            inner[..plain].CopyTo(_wire.AsSpan(written));
            written += plain;
            inner = inner[plain..];
            if (special >= 0)
            {
                _wire[written++] = P3Frame.Escape;
                _wire[written++] = (byte)(inner[0] + P3Frame.EscapeOffset);
                inner = inner[1..];
            }
        }

        _wire[written++] = P3Frame.Eor;
        return _wire.AsSpan(0, written);
    }
}
