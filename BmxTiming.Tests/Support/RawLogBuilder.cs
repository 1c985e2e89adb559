using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.RaceEngine.Shell;

namespace BmxTiming.Tests.Support;

/// <summary>
/// Writes a track's raw log as gateways and race control do. Times are milliseconds after <see cref="EpochUs"/> on the
/// decoder's clock; the gateway reads each message 5 ms later on its own clock, unless <see cref="LagMs"/> says otherwise.
/// </summary>
internal sealed class RawLogBuilder(string track = "track-a")
{
    public const long EpochUs = 1_778_923_800_000_000;
    public const uint Decoder = 204_634;
    public const uint GateId = 9992;

    private readonly Dictionary<string, long> _seqs = [];
    private readonly Dictionary<uint, uint> _numbers = [];
    private long _streamSeq;
    private int _intents;

    public TrackId Track { get; } = TrackId.Parse(track);

    public List<RawRecord> Records { get; } = [];

    /// <summary>How much later the gateway reads a message; also before it, when its clock is wrong.</summary>
    public double LagMs { get; set; } = 5;

    /// <summary>When intents are made.</summary>
    public double IntentMs { get; set; }

    /// <summary>The transponder of the rider in a lane.</summary>
    public static uint Chip(int lane) => 10_000_000u + (uint)lane;

    public RawRecord Passing(
        uint? transponder,
        double ms,
        uint decoder = Decoder,
        uint? number = null,
        string? point = null,
        string? code = null,
        bool resent = false,
        string client = "gw-1",
        string boot = "boot-1",
        long? seq = null,
        int strength = 120,
        int hits = 25)
    {
        var last = _numbers.GetValueOrDefault(decoder);
        var passingNumber = number ?? last + 1;
        _numbers[decoder] = Math.Max(last, passingNumber);
        var payload = new PassingPayload(passingNumber, transponder, code, At(ms), null, strength, hits, 0, decoder, resent, point);
        return Append(MessageTypes.Passing, payload, WireJson.Default.PassingPayload, ms, client, boot, seq);
    }

    public RawRecord Lane(int lane, double ms, uint decoder = Decoder, string? point = null, bool resent = false, uint? number = null) =>
        Passing(Chip(lane), ms, decoder, number, point, resent: resent);

    public RawRecord Gate(double ms, uint id = GateId, uint decoder = Decoder, bool resent = false) =>
        Passing(id, ms, decoder, resent: resent);

    public RawRecord Status(double ms, uint decoder = Decoder, int noise = 20) => Append(
        MessageTypes.Status,
        new StatusPayload(At(ms), noise, 1, 24, 9, null, decoder),
        WireJson.Default.StatusPayload,
        ms,
        "gw-1",
        "boot-1");

    public RawRecord Gateway(GatewayPayload payload, double ms) =>
        Append(MessageTypes.Gateway, payload, WireJson.Default.GatewayPayload, ms, "gw-1", "boot-1");

    public RawRecord Version(double ms) => Append(
        MessageTypes.Version,
        new VersionPayload(11, "BMX Decoder", "4.2", null, null, null, null, Decoder),
        WireJson.Default.VersionPayload,
        ms,
        "gw-1",
        "boot-1");

    public RawRecord UnknownType(double ms) => Append(
        "WEATHER", new WeatherPayload("rain"), WeatherJson.Default.WeatherPayload, ms, "gw-1", "boot-1");

    public RawRecord Stage(
        string moto = "moto-1", int riders = 4, long? version = null, Func<StageDetails, StageDetails>? change = null, MessageId? id = null)
    {
        var details = StageDetails(moto, riders);
        return Intent(Intents.Stage, version, p => p with { Stage = change is null ? details : change(details) }, id);
    }

    public RawRecord Unstage(string? run = null, long? version = null) =>
        Intent(Intents.Unstage, version, p => p with { RunId = RunOf(run) });

    public RawRecord Reset(string? run = null, long? version = null) =>
        Intent(Intents.Reset, version, p => p with { RunId = RunOf(run), Reason = "red flag" });

    public RawRecord ForceFinish(string? run = null, long? version = null) =>
        Intent(Intents.ForceFinish, version, p => p with { RunId = RunOf(run) });

    public RawRecord Programme(long? version = null) =>
        Intent(Intents.Programme, version, p => p with { Programme = new ProgrammeDetails(Meeting, [Moto("moto-2", 2), Moto("moto-3", 3)]) });

    public RawRecord PracticeOn(Func<TrackDetails, TrackDetails>? change = null)
    {
        var track = StageDetails("moto-1", 1).Track;
        return Intent(Intents.PracticeOn, null, p => p with { Practice = new PracticeDetails(change is null ? track : change(track)) });
    }

    public RawRecord PracticeOff() => Intent(Intents.PracticeOff);

    public RawRecord ManualGate(string source = "manual", double? ms = null, uint? decoder = null, string? run = null) => Intent(
        Intents.ManualGate, null, p => p with { RunId = RunOf(run), Gate = new GateDetails(source, ms is { } at ? At(at) : null, decoder) });

    public RawRecord AttachGate(string? run = null) => Intent(Intents.AttachGate, null, p => p with { RunId = RunOf(run) });

    public RawRecord Reopen(string? run = null) => Intent(Intents.Reopen, null, p => p with { RunId = RunOf(run) });

    public RawRecord Official(bool official = true, string? run = null) => Intent(
        official ? Intents.MarkOfficial : Intents.UnmarkOfficial, null, p => p with { RunId = RunOf(run) });

    public RawRecord Correct(string intent, CorrectionDetails details, string? run = null) => Intent(
        intent, null, p => p with { RunId = RunOf(run), Correction = details, Reason = "photo finish" });

    public RawRecord Insert(int lane, string point, double elapsedMs) => Correct(
        Intents.InsertPassing, new() { Lane = lane, TimingPoint = point, ElapsedUs = new((long)(elapsedMs * 1000)) });

    public RawRecord Void(int lane, string point) => Correct(Intents.VoidPassing, new() { Lane = lane, TimingPoint = point });

    public RawRecord Unvoid(uint number) => Correct(Intents.InsertPassing, new() { DecoderId = Decoder, PassingNumber = number });

    public RawRecord Assign(uint number, int? lane) => Correct(
        Intents.AssignPassing, new() { DecoderId = Decoder, PassingNumber = number, Lane = lane });

    public RawRecord Order(params int[] lanes) => Correct(Intents.SetOrder, new() { Lanes = lanes });

    public RawRecord Result(int lane, string? code) => Correct(Intents.SetResult, new() { Lane = lane, Code = code });

    public RawRecord Scratch(int lane, bool undo = false) => Correct(Intents.Scratch, new() { Lane = lane, Undo = undo });

    public RawRecord SetLane(int lane, int to) => Correct(Intents.SetLane, new() { Lane = lane, ToLane = to });

    public RawRecord Intent(
        string intent, long? version = null, Func<RaceControlPayload, RaceControlPayload>? change = null, MessageId? id = null)
    {
        var intentId = id ?? new MessageId(DerivedId.From("intent", (++_intents).ToString(CultureInfo.InvariantCulture)));
        var payload = new RaceControlPayload { IntentId = intentId, Intent = intent, Actor = "race director", RunVersion = version };
        return Append(
            MessageTypes.RaceControl,
            change is null ? payload : change(payload),
            WireJson.Default.RaceControlPayload,
            IntentMs,
            "control",
            intentId.ToString());
    }

    /// <summary>The same bytes again, as a re-send after the broker forgot the message id.</summary>
    public RawRecord Again(RawRecord record) => Put(record.Body.ToArray());

    public RawRecord Bytes(string text) => Put(System.Text.Encoding.UTF8.GetBytes(text));

    public static MeetingDetails Meeting => new(MeetingId.Parse("meeting-1"), "Spring Cup", Public: true, Simulated: true);

    public static MotoDetails Moto(string id, int number) => new(MotoId.Parse(id), number, "Boys 12", "Moto 1", 4);

    public static StageDetails StageDetails(string moto, int riders) => new()
    {
        FoldVersion = 1,
        Track = new TrackDetails
        {
            Name = "Track A",
            TimingPoints =
            [
                new("hill", "Hill", TimingPointRoles.Hill, Micros.FromMilliseconds(800), Micros.FromSeconds(10)),
                new("split-1", "Turn 1", TimingPointRoles.Split, Micros.FromSeconds(5), Micros.FromSeconds(60)),
                new("finish", "Finish", TimingPointRoles.Finish, Micros.FromSeconds(20), Micros.FromSeconds(180)),
            ],
            GateIds = [GateId],
        },
        Meeting = Meeting,
        Moto = Moto(moto, 1),
        Riders = [.. Enumerable.Range(1, riders).Select(Rider)],
        NextMotos = [Moto("moto-2", 2)],
    };

    public static StagedRider Rider(int lane) =>
        new(lane, RiderId.Parse($"rider-{lane}"), $"{lane}0{lane}", $"R. Rider{lane}", "Club", [Chip(lane)], [$"FL-0000{lane}"]);

    /// <summary>Riders 1, 2, … of the moto become riders offset+1, offset+2, … with the transponders of those numbers.</summary>
    public static Func<StageDetails, StageDetails> OtherRiders(int offset) => stage => stage with
    {
        Riders = [.. stage.Riders.Select(r => Rider(offset + r.Lane) with { Lane = r.Lane })],
    };

    public static Micros At(double ms) => new(EpochUs + (long)(ms * 1000));

    private static RunId? RunOf(string? run) => run is null ? null : RunId.Parse(run);

    private RawRecord Append<T>(
        string type, T payload, JsonTypeInfo<T> typeInfo, double ms, string client, string boot, long? fixedSeq = null)
    {
        var sender = $"{client}:{boot}";
        var seq = fixedSeq ?? _seqs.GetValueOrDefault(sender) + 1;
        _seqs[sender] = Math.Max(seq, _seqs.GetValueOrDefault(sender));
        var message = new RawMessage
        {
            EventId = new MessageId(DerivedId.From("raw", sender, seq.ToString(CultureInfo.InvariantCulture))),
            ContractVersion = ContractVersions.TrackIngestV2,
            TrackId = Track,
            EventIdContext = new EventIdContext(ClientId.Parse(client), BootId.Parse(boot), seq),
            CapturedAtUs = At(ms + LagMs),
            IngestedAtUs = At(ms + 9),
            MessageType = type,
            Payload = JsonSerializer.SerializeToElement(payload, typeInfo),
        };
        return Put(JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Default.RawMessage));
    }

    private RawRecord Put(byte[] body)
    {
        var record = new RawRecord(++_streamSeq, body);
        Records.Add(record);
        return record;
    }
}

/// <summary>A payload no reader knows.</summary>
internal sealed record WeatherPayload(string Sky);

[System.Text.Json.Serialization.JsonSerializable(typeof(WeatherPayload))]
internal sealed partial class WeatherJson : System.Text.Json.Serialization.JsonSerializerContext;
