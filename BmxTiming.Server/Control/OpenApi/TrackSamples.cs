using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Live;
using BmxTiming.Protocol.Race;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Tracks;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>A track, and a race of two riders on it.</summary>
internal static class TrackSamples
{
    public const uint Decoder = 204_634;

    /// <summary>A gate on a Saturday in May.</summary>
    public static readonly Micros Gate = new(1_778_923_800_000_000);

    public static readonly MeetingDetails Meeting = new(MeetingId.Parse("spring-cup"), "Spring Cup", Public: true, Simulated: false);

    public static readonly MotoDetails Moto = new(MotoId.Parse("moto-1"), 1, "Boys 12", "Moto 1", 2);

    private static readonly RunId s_run = RunId.Parse("moto-1-r1");
    private static readonly RiderId s_ann = RiderId.Parse("r1"), s_bo = RiderId.Parse("r2");
    private static readonly SplitRow s_split = new("split-1", Ms(15_020));

    private static readonly TimingPointDetails[] s_points =
    [
        new("hill", "Hill", TimingPointRoles.Hill, Ms(800), Ms(10_000)),
        new("split-1", "Turn 1", TimingPointRoles.Split, Ms(5_000), Ms(60_000)),
        new("finish", "Finish", TimingPointRoles.Finish, Ms(20_000), Ms(180_000)),
    ];

    private static readonly TimingPointView[] s_pointViews = [.. s_points.Select(point => new TimingPointView(point.Id, point.Name, point.Role))];

    private static readonly RiderView[] s_riders = [new(1, s_ann, "17", "Ann A.", "BMX Club"), new(2, s_bo, "W3", "Bo B.", null)];

    private static readonly ResultRow[] s_results =
    [
        new(1, s_ann, "17", 1, null, Ms(36_123), false, [s_split, new("finish", Ms(36_123))]),
        new(2, s_bo, "W3", null, "dnf", null, false, []),
    ];

    private static readonly TrackLayout s_layout = new(370, 8, 8, [new TrackSection("First straight", TrackSection.Gate, "split-1", 110)]);

    private static readonly TrackDecoder[] s_decoders = [new(Decoder, "hill")];

    public static IEnumerable<object> All =>
    [
        new TrackBody("Hill Park", s_points, [9992], new RaceWindows(), s_layout, s_decoders, MinStarters: 3),
        TrackEndpoints.TrackView.Of(new Track
        {
            Id = "hill-park", Name = "Hill Park", TimingPoints = s_points, GateIds = [9992], Layout = s_layout, Decoders = s_decoders, MinStarters = 3,
        }),
        Snapshot,
        Result,
        new ClassStanding
        {
            Id = "hill-park:spring-cup:Boys 12", TrackId = "hill-park", MeetingId = "spring-cup", ClassName = "Boys 12", StreamSeq = 991,
            Motos =
            [
                new StandingMoto("moto-1", 1, "Moto 1", s_run, 1,
                [
                    new StandingRank(1, s_ann, "17", 1, null, Ms(36_123), false), new StandingRank(2, s_bo, "W3", null, "dnf", null, false),
                ]),
            ],
        },
        new DecoderHealth
        {
            Id = "hill-park:204634", TrackId = "hill-park", DecoderId = Decoder, ClientId = ClientId.Parse("gw-a1"), HeardAtUs = Gate, Connected = true,
            ConnectionChangedAtUs = Gate - Ms(600_000), Status = new DecoderStatus(Gate, Gate, 22, 1, 24, 9, 121),
            LastPassing = new DecoderPassing(Gate, 4711, 10_000_001, Gate, 120, 25), Version = new DecoderVersion(Gate, "BMX Decoder", "4.2", null),
            StreamSeq = 20_412,
        },
        new TrackDiagnostics
        {
            Id = "hill-park:spring-cup", TrackId = "hill-park", MeetingId = "spring-cup", StreamSeq = 991,
            Counts = [new DiagnosticCount(RaceEventKinds.InputIgnored, "gate_without_moto", 3)],
            Latest = [new DiagnosticEntry(982, Gate, RaceEventKinds.InputIgnored, "gate_without_moto", Decoder, 9992, Gate, null)],
        },
    ];

    private static Micros Ms(long milliseconds) => Micros.FromMilliseconds(milliseconds);

    private static MotoResult Result => new()
    {
        Id = "hill-park:moto-1-r1", TrackId = "hill-park", MeetingId = "spring-cup", MotoId = "moto-1", RunId = s_run, RunNumber = 1,
        Phase = RacePhases.Finished, Moto = Moto, TimingPoints = s_pointViews, Riders = s_riders, GateTimeUs = Gate, ClockSource = ClockSources.Gate,
        Results = s_results, StagedSeq = 940, StreamSeq = 991,
    };

    private static RaceSnapshot Snapshot => new()
    {
        TrackId = TrackId.Parse("hill-park"), RaceSeq = 982, RunVersion = 7, TrackName = "Hill Park", Phase = RacePhases.Racing, Meeting = Meeting,
        NextMotos = [new MotoDetails(MotoId.Parse("moto-2"), 2, "Girls 12", "Moto 1", 6)],
        Runs =
        [
            new RunView
            {
                RunId = s_run, RunNumber = 1, Phase = RacePhases.Racing, Moto = Moto, TimingPoints = s_pointViews, Riders = s_riders, GateTimeUs = Gate,
                GateDropUs = Gate + Ms(4), ClockSource = ClockSources.Gate,
                Positions =
                [
                    new PositionRow(1, s_ann, 1, RiderStatuses.OnTrack, "split-1", Ms(15_020), null, false),
                    new PositionRow(2, s_bo, 2, RiderStatuses.OnTrack, "hill", Ms(2_604), null, false),
                ],
                Splits = [new LaneSplit(1, "split-1", Ms(15_020), 1)], CapturedUs = Gate + Ms(15_060),
            },
        ],
    };
}
