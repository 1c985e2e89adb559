using BmxTiming.Server.Control.Import;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Transponders;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>A rider, a hire chip, and a file of entries.</summary>
internal static class RegistrySamples
{
    public const string CsvType = "text/csv";

    /// <summary>Two columns are enough to see the form; docs/registry.md names them all.</summary>
    public const string Csv = "First,Last,Birthdate,Sex,Class,Plate,Transponder\nAnn,Ash,2014-05-01,F,Girls 12,17,10000001\n";

    /// <summary>The first bytes of a workbook.</summary>
    public const string Workbook = "UEsDBBQABgAIAAAAIQ==";

    private const string PreviewId = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly WheelPlate s_cruiser = new(WheelPlate.Cruiser, "170");

    private static readonly Rider s_rider = new()
    {
        Id = "r1", FirstName = "Ann", LastName = "Ash", Plate = "17", WheelPlates = [s_cruiser], Club = "BMX Club", Hometown = "Hill Park",
        Pronunciation = "an ash", AnnouncerNotes = "Won the last round.", BirthDate = new DateOnly(2014, 5, 1), Sex = Rider.Female,
        UciId = "10012345678", TransponderIds = [10_000_001], SearchText = "",
    };

    private static readonly RowError s_error = new(3, "Birthdate", RowCodes.BirthDateInvalid, "31.2.2014 is no date. Write it as 2014-12-31.");

    public static IEnumerable<object> All =>
    [
        RiderView.Of(s_rider),
        RiderRecord.Of(s_rider),
        new RiderBody(
            "Ann", "Ash", "17", "BMX Club", [10_000_001], [s_cruiser], "Hill Park", "an ash", "Won the last round.", s_rider.BirthDate, Rider.Female,
            "10012345678"),
        new MergeBody("r9"),
        new HireChipBody("H1", "Battery of March"),
        new HandOutBody("r1", "spring-cup", "e12"),
        new TransponderEndpoints.TransponderView(
            "7001", 7001, "out", "H1", "Battery of March", "r1", "Ann Ash", "spring-cup", "e12", TrackSamples.Gate, "registration"),
        new ImportEndpoints.PreviewView(
            PreviewId, "csv", "utf-8", ",", ["First", "Last", "Birthdate", "Sex", "Class", "Plate", "Transponder"], ["Email"], 1, 0, 1, 0,
            [
                new RowPlan(2, "Ann Ash", "Girls 12", "17", RowStates.New, null, RowStates.New, []),
                new RowPlan(3, "Bo Birch", "Boys 12", "W3", null, null, null, [s_error]),
            ],
            [s_error]),
        new ImportDone(PreviewId, TrackSamples.Gate, "registration", 1, 0, 1, 0, 0, 1),
    ];
}
