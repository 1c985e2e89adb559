using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Race;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Tests.Support;
using CsCheck;
using Xunit;

namespace BmxTiming.Tests.Properties.Messages;

/// <summary>Messages are read by member order where they have the usual one: never otherwise than the serializer reads them.</summary>
public sealed class OrderedReadingTests
{
    private static readonly string[] s_insertions =
        [",", "{", "}", "\"", "null", "1", "-", "\\u0061", "\"payload\":1,", "\"event_id\":null,", "\"seq\":2,", " ", "\0", "é", "[[[[[[[[[[[[[[[[["];

    private static readonly byte[][] s_raw = Races().Records.Select(record => record.Body.ToArray()).ToArray();

    private static readonly byte[][] s_events = Events();

    [Fact]
    public void Raw_messages_as_they_are() => Assert.All(s_raw, bytes => AssertSame(bytes, RawMessage.Read, WireJson.Default.RawMessage));

    [Fact]
    public void Race_events_as_they_are() => Assert.All(s_events, bytes => AssertSame(bytes, RaceEvent.Read, WireJson.Default.RaceEvent));

    [Fact]
    public void Raw_messages_with_something_wrong() =>
        Edited(s_raw).Sample(bytes => AssertSame(bytes, RawMessage.Read, WireJson.Default.RawMessage), iter: 20_000);

    [Fact]
    public void Race_events_with_something_wrong() =>
        Edited(s_events).Sample(bytes => AssertSame(bytes, RaceEvent.Read, WireJson.Default.RaceEvent), iter: 20_000);

    /// <summary>Without this the tests above would hold of a reader that leaves everything to the serializer.</summary>
    [Fact]
    public void The_usual_order_is_read_without_a_document_for_the_payload()
    {
        Assert.True(Allocated(() => RawMessage.Read(s_raw[3])) < Allocated(() => JsonSerializer.Deserialize(s_raw[3], WireJson.Default.RawMessage)) / 2);
        Assert.True(Allocated(() => RaceEvent.Read(s_events[3])) < Allocated(() => JsonSerializer.Deserialize(s_events[3], WireJson.Default.RaceEvent)) / 2);
    }

    private static Gen<byte[]> Edited(byte[][] messages) => Gen.Select(
        Gen.OneOf([.. messages.Select(Gen.Const)]), Gen.Int[0, int.MaxValue], Gen.Int[0, 40], Gen.OneOf([.. s_insertions.Prepend("").Select(Gen.Const)]),
        (bytes, at, cut, inserted) =>
        {
            var start = at % (bytes.Length + 1);
            var end = Math.Min(bytes.Length, start + cut);
            return (byte[])[.. bytes[..start], .. Encoding.UTF8.GetBytes(inserted), .. bytes[end..]];
        });

    private static void AssertSame<T>(byte[] bytes, Func<ReadOnlyMemory<byte>, T?> read, JsonTypeInfo<T> type)
        where T : class
    {
        var expected = Outcome(() => JsonSerializer.Deserialize(bytes, type), type);
        var actual = Outcome(() => read(bytes), type);
        Assert.True(expected == actual || IsOnlyAMemberTwice(bytes), $"{Encoding.UTF8.GetString(bytes)}\nserializer: {expected}\nread: {actual}");
    }

    /// <summary>In the payload, which is judged when it is read as what it should be.</summary>
    private static bool IsOnlyAMemberTwice(byte[] bytes)
    {
        try
        {
            using var envelope = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = WireJson.Default.Options.MaxDepth });
            var names = envelope.RootElement.EnumerateObject().Select(member => member.Name).ToArray();
            return names.Distinct(StringComparer.Ordinal).Count() == names.Length
                && HasMemberTwice(envelope.RootElement.GetProperty("payload"));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasMemberTwice(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).Any(group => group.Count() > 1)
            || element.EnumerateObject().Any(member => HasMemberTwice(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasMemberTwice),
        _ => false,
    };

    private static string Outcome<T>(Func<T?> read, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return read() is { } message ? JsonSerializer.Serialize(message, type) : "null";
        }
        catch (JsonException)
        {
            return "not readable";
        }
    }

    private static long Allocated(Func<object?> read)
    {
        const int times = 100;
        read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
        {
            read();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / times;
    }

    private static RawLogBuilder Races()
    {
        var log = new RawLogBuilder();
        RaceScripts.CleanRace(log);
        log.Stage("moto-2", change: stage => stage with { Track = stage.Track with { Name = "Zürich \"Süd\" <1>" } });
        return log;
    }

    private static byte[][] Events()
    {
        var log = Races();
        var fold = new FoldRun(log);
        log.Records.ForEach(record => fold.Feed(record));
        return [.. fold.Events.Select(RaceEventWriter.ToBytes)];
    }
}
