using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.RaceControl;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Tracks;
using Xunit;

namespace BmxTiming.Tests.Unit.Control;

public sealed class ValidatorTests
{
    private static readonly TimingPointDetails s_hill = new("hill", "Hill", TimingPointRoles.Hill, Micros.Zero, Micros.FromSeconds(10));
    private static readonly TimingPointDetails s_finish =
        new("finish", "Finish", TimingPointRoles.Finish, Micros.FromSeconds(20), Micros.FromSeconds(90));

    public static TheoryData<string, string[]> BadTracks => new()
    {
        { "no timing points", [] },
        { "no finish", ["hill:hill"] },
        { "finish not last", ["finish:finish", "hill:hill"] },
        { "same id twice", ["a:hill", "a:finish"] },
        { "unknown role", ["hill:jump", "finish:finish"] },
    };

    [Fact]
    public void A_track_that_ends_with_its_finish_is_good() =>
        Assert.Empty(new PutTrackValidator().Validate(Put([s_hill, s_finish])).Errors);

    [Theory]
    [MemberData(nameof(BadTracks))]
    public void A_track_that_cannot_be_raced_is_refused(string why, string[] points)
    {
        var body = points.Select(text => text.Split(':'))
            .Select(part => new TimingPointDetails(part[0], "Name", part[1], Micros.Zero, Micros.FromSeconds(10))).ToArray();

        Assert.False(new PutTrackValidator().Validate(Put(body)).IsValid, why);
    }

    [Fact]
    public void A_window_that_ends_before_it_begins_is_refused() =>
        Assert.False(new PutTrackValidator().Validate(Put([s_finish with { MaxUs = s_finish.MinUs }])).IsValid);

    [Theory]
    [InlineData("gate", "hill", true)]
    [InlineData("hill", "finish", true)]
    [InlineData("finish", "hill", false)]
    [InlineData("gate", "jump", false)]
    public void Sections_lead_forward_between_timing_points(string from, string to, bool good)
    {
        var body = new TrackBody("Track", [s_hill, s_finish], [1u], null, new TrackLayout(380, 5, 8, [new TrackSection("First straight", from, to)]));

        Assert.Equal(good, new PutTrackValidator().Validate(new PutTrack(TrackId.Parse("t"), body, "a")).IsValid);
    }

    [Fact]
    public void Timing_points_name_decoders_of_the_track()
    {
        var body = new TrackBody("Track", [s_hill with { DecoderId = 7 }, s_finish], [1u], null, Decoders: [new TrackDecoder(7, "hill")]);

        Assert.True(Validate(body).IsValid);
        Assert.False(Validate(body with { Decoders = [new TrackDecoder(8, "finish")] }).IsValid);
        Assert.False(Validate(body with { Decoders = [new TrackDecoder(7, "hill"), new TrackDecoder(7, "finish")] }).IsValid);

        static FluentValidation.Results.ValidationResult Validate(TrackBody body) =>
            new PutTrackValidator().Validate(new PutTrack(TrackId.Parse("t"), body, "a"));
    }

    [Fact]
    public void A_missing_body_member_is_a_refusal_and_not_a_crash()
    {
        Assert.False(new PutTrackValidator().Validate(new PutTrack(TrackId.Parse("t"), new TrackBody(null, null, null, null), "a")).IsValid);
        Assert.False(new PutMotoValidator().Validate(Moto(null!)).IsValid);
        Assert.False(new PutRiderValidator().Validate(new PutRider(RiderId.Parse("r"), new RiderBody(null, null, null, null, null), "a")).IsValid);
    }

    [Fact]
    public void Lanes_and_riders_stand_in_a_moto_once()
    {
        Assert.True(new PutMotoValidator().Validate(Moto([new(1, "a"), new(8, "b")])).IsValid);
        Assert.False(new PutMotoValidator().Validate(Moto([new(1, "a"), new(1, "b")])).IsValid);
        Assert.False(new PutMotoValidator().Validate(Moto([new(1, "a"), new(2, "a")])).IsValid);
        Assert.False(new PutMotoValidator().Validate(Moto([new(9, "a")])).IsValid);
        Assert.Contains(new PutMotoValidator().Validate(Moto([new(1, "A.B")])).Errors, e => e.ErrorCode == ControlCodes.InvalidIdentifier);
    }

    [Theory]
    [InlineData(Intents.Stage, null, false)]
    [InlineData(Intents.Stage, "m1", true)]
    [InlineData(Intents.Stage, "M.1", false)]
    [InlineData(Intents.Reset, null, true)]
    public void A_stage_names_its_moto(string intent, string? moto, bool good)
    {
        var request = new SubmitIntent(
            TrackId.Parse("t"), intent, MessageId.New(), new IntentBody(MeetingId: "day-1", MotoId: moto), "hash", 0, "a");

        Assert.Equal(good, new SubmitIntentValidator().Validate(request).IsValid);
    }

    private static PutTrack Put(TimingPointDetails[] points) => new(TrackId.Parse("t"), new TrackBody("Track", points, [1u], null), "a");

    private static PutMoto Moto(MotoEntry[] entries) =>
        new(MeetingId.Parse("day-1"), MotoId.Parse("m1"), new MotoBody(1, "Boys 13", "Moto 1", entries), "a");
}
