namespace BmxTiming.TrackClient.Decoder.Cli;

/// <summary>Cuts a byte stream into lines of bounded length, so that a file without line ends can not take all memory.</summary>
internal sealed class BoundedLines
{
    /// <summary>Several times what the longest legal frame takes, as hex or as JSON.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly byte[] _line = new byte[MaxBytes];
    private int _count;

    public delegate void OnLine(ReadOnlySpan<byte> line, long number, bool tooLong);

    /// <summary>Number of the line being read, from 1.</summary>
    public long Number { get; private set; } = 1;

    public bool IsTooLong { get; private set; }

    public void Feed(ReadOnlySpan<byte> bytes, OnLine onLine)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            Append(end < 0 ? bytes : bytes[..end]);
            if (end < 0)
            {
                return;
            }

            bytes = bytes[(end + 1)..];
            Emit(onLine);
        }
    }

    /// <summary>The input ended: a last line without its line end counts too.</summary>
    public void Complete(OnLine onLine)
    {
        if (_count > 0 || IsTooLong)
        {
            Emit(onLine);
        }
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        if (part.Length > _line.Length - _count)
        {
            IsTooLong = true;
            return;
        }

        part.CopyTo(_line.AsSpan(_count));
        _count += part.Length;
    }

    private void Emit(OnLine onLine)
    {
        onLine(_line.AsSpan(0, _count), Number, IsTooLong);
        _count = 0;
        IsTooLong = false;
        Number++;
    }
}
