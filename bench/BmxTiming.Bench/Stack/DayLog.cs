using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Domain;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.TrackClient.Simulation;

namespace BmxTiming.Bench.Stack;

/// <summary>
/// A race day as it stands on the raw log: motos of eight riders one after the other, each staged, dropped and raced over four loops,
/// with the decoder's STATUS every five seconds.
/// </summary>
internal sealed class DayLog
{
    private const uint Decoder = 204_634;
    private const long FirstUs = 1_778_923_800_000_000;
    private const long StatusPeriodUs = 5_000_000;
    private const long MotoPeriodUs = 60_000_000;

    private static readonly ClientId s_gateway = ClientId.Parse("gw-bench");
    private static readonly BootId s_boot = BootId.Parse("boot-1");
    private static readonly MeetingDetails s_meeting = new(MeetingId.Parse("bench-day"), "Bench Day", Public: true, Simulated: true);

    private readonly TrackId _track;
    private readonly List<DayMessage> _messages = [];
    private readonly IReadOnlyList<SimulatedRider> _riders = DemoRoster.Fixed();
    private long _seq;
    private uint _passing;

    private DayLog(TrackId track) => _track = track;

    public static IReadOnlyList<DayMessage> Write(TrackId track, int messages)
    {
        var day = new DayLog(track);
        for (var moto = 1; day._messages.Count < messages; moto++)
        {
            day.Moto(moto);
        }

        day._messages.RemoveRange(messages, day._messages.Count - messages);
        return day._messages;
    }

    /// <summary>So many motos, each whole.</summary>
    public static IReadOnlyList<DayMessage> Motos(TrackId track, int motos)
    {
        var day = new DayLog(track);
        for (var moto = 1; moto <= motos; moto++)
        {
            day.Moto(moto);
        }

        return day._messages;
    }

    /// <summary>How many race events such a day leads to.</summary>
    public static long FoldedEvents(TrackId track, int messages)
    {
        var state = RaceState.Initial(track);
        var streamSeq = 0L;
        foreach (var message in Write(track, messages))
        {
            state = RaceFold.Apply(state, RaceInputReader.Read(track, ++streamSeq, message.Body).Input).State;
        }

        return state.RaceSeq;
    }

    private void Moto(int number)
    {
        var startUs = FirstUs + (number * MotoPeriodUs);
        var script = RaceScript.Create(_riders, RaceKind.Clean, SplitMix64.Of(1, (ulong)number));
        var crossings = new Queue<ScriptedPassing>(script.Passings);
        Stage(number, startUs);
        Passing(DemoTrack.GateId, startUs + 4_000_000);
        for (var atUs = 0L; atUs < MotoPeriodUs - 5_000_000; atUs += StatusPeriodUs)
        {
            while (crossings.TryPeek(out var next) && next.AfterGateUs.Value <= atUs)
            {
                Passing(crossings.Dequeue().Rider.TransponderId, startUs + 4_000_000 + next.AfterGateUs.Value);
            }

            var status = new StatusPayload(new Micros(startUs + 4_000_000 + atUs), 40, 1, 24, 9, null, Decoder);
            Gateway(MessageTypes.Status, startUs + 4_000_000 + atUs, status, WireJson.Default.StatusPayload);
        }
    }

    private void Stage(int number, long atUs)
    {
        var intent = new MessageId(DerivedId.From("bench-day", number.ToString(CultureInfo.InvariantCulture)));
        var moto = new MotoDetails(MotoId.Parse(string.Create(CultureInfo.InvariantCulture, $"moto-{number}")), number, "Boys 12", "Moto 1", _riders.Count);
        var payload = new RaceControlPayload
        {
            IntentId = intent,
            Intent = Intents.Stage,
            Actor = "bench",
            Stage = new StageDetails
            {
                FoldVersion = RaceFold.FoldVersion,
                Track = Layout(),
                Meeting = s_meeting,
                Moto = moto,
                Riders = [.. _riders.Select(static rider => new StagedRider(
                    rider.Lane,
                    RiderId.Parse(string.Create(CultureInfo.InvariantCulture, $"rider-{rider.Lane}")),
                    rider.Lane.ToString(CultureInfo.InvariantCulture),
                    "R. Rider",
                    "Club",
                    [rider.TransponderId]))],
            },
        };
        Put(
            ClientId.Parse("control"), BootId.Parse(intent.ToString()), 1, MessageTypes.RaceControl, atUs,
            payload, WireJson.Default.RaceControlPayload);
    }

    private static TrackDetails Layout() => new()
    {
        Name = "Bench",
        TimingPoints =
        [
            Point(DemoTrack.Hill, TimingPointRoles.Hill, 800, 8_000),
            Point(DemoTrack.SplitOne, TimingPointRoles.Split, 8_000, 18_000),
            Point(DemoTrack.SplitTwo, TimingPointRoles.Split, 18_000, 26_000),
            Point(DemoTrack.Finish, TimingPointRoles.Finish, 26_000, 120_000),
        ],
        GateIds = [DemoTrack.GateId],
    };

    private static TimingPointDetails Point(string id, string role, long fromMs, long toMs) =>
        new(id, id, role, Micros.FromMilliseconds(fromMs), Micros.FromMilliseconds(toMs));

    private void Passing(uint transponder, long atUs) => Gateway(
        MessageTypes.Passing,
        atUs,
        new PassingPayload(++_passing, transponder, null, new Micros(atUs), null, 120, 20, 0, Decoder),
        WireJson.Default.PassingPayload);

    private void Gateway<T>(string type, long atUs, T payload, JsonTypeInfo<T> json) => Put(s_gateway, s_boot, ++_seq, type, atUs, payload, json);

    private void Put<T>(ClientId client, BootId boot, long seq, string type, long atUs, T payload, JsonTypeInfo<T> json)
    {
        var key = IdempotencyKey.Of(_track, client, boot, seq);
        var message = new RawMessage
        {
            EventId = new MessageId(DerivedId.From(key)),
            ContractVersion = ContractVersions.TrackIngestV2,
            TrackId = _track,
            EventIdContext = new EventIdContext(client, boot, seq),
            CapturedAtUs = new Micros(atUs + 5_000),
            IngestedAtUs = new Micros(atUs + 9_000),
            MessageType = type,
            Payload = JsonSerializer.SerializeToElement(payload, json),
        };
        _messages.Add(new DayMessage(key, JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.RawMessage)));
    }
}

/// <param name="Key">Its message id on the log.</param>
internal sealed record DayMessage(string Key, byte[] Body);
