using System.Text.Json;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;

namespace BmxTiming.Tests.Simulation;

/// <summary>The raw log as read by somebody outside; each message is parsed once.</summary>
internal sealed class RawIndex(SimulatedStream raw)
{
    private readonly List<(ulong Seq, RawMessage Message)> _read = [];

    public IEnumerable<RawMessage> Messages
    {
        get
        {
            Read();
            return _read.Select(entry => entry.Message);
        }
    }

    /// <summary>What gateways sent, without race control.</summary>
    public IEnumerable<RawMessage> OfGateways => Messages.Where(message => !message.EventIdContext.ClientId.IsReserved);

    public ulong LastIntentSeq
    {
        get
        {
            Read();
            return _read.Where(entry => entry.Message.EventIdContext.ClientId.IsReserved).Select(entry => entry.Seq).DefaultIfEmpty().Last();
        }
    }

    public long LastSeqOf(BootId boot) =>
        OfGateways.Where(message => message.EventIdContext.BootId == boot).Select(message => message.EventIdContext.Seq).DefaultIfEmpty().Max();

    /// <summary>The log lost its tail.</summary>
    public void Forget() => _read.Clear();

    private void Read()
    {
        for (var i = _read.Count; i < raw.Messages.Count; i++)
        {
            var stored = raw.Messages[i];
            _read.Add((stored.StreamSeq, JsonSerializer.Deserialize(stored.Data.Span, WireJson.Default.RawMessage)!));
        }
    }
}
