namespace BmxTiming.Protocol.P3;

/// <summary>Writes a typed record's fields: present ones in nominal width, asked-for ones empty, absent ones not at all.</summary>
internal readonly struct P3FieldWriter(P3FrameWriter writer, P3TlvList extra)
{
    public void Number(byte tag, ulong? value, int width)
    {
        if (value is { } number)
        {
            writer.AddUnsigned(tag, number, width);
            return;
        }

        AskIfAsked(tag);
    }

    public void Number(byte tag, P3Number? value) => Number(tag, value?.Value, value?.Width ?? 0);

    public void Signed(byte tag, short? value) => Number(tag, value is { } number ? (ushort)number : null, sizeof(ushort));

    public void Text(byte tag, string? value)
    {
        if (value is not null)
        {
            writer.AddText(tag, value);
            return;
        }

        AskIfAsked(tag);
    }

    public void Bytes(byte tag, P3RawTlv? value)
    {
        if (value is { } bytes)
        {
            writer.Add(tag, bytes.Value);
            return;
        }

        AskIfAsked(tag);
    }

    public void Rest(P3Record record)
    {
        foreach (var tlv in extra)
        {
            // Empty known fields were written in their place.
            if (!tlv.IsEmpty || P3Schema.Find(record, tlv.Tag) is null)
            {
                writer.Add(tlv.Tag, tlv.Value);
            }
        }
    }

    private void AskIfAsked(byte tag)
    {
        if (extra.Asks(tag))
        {
            writer.Ask(tag);
        }
    }
}
