namespace BmxTiming.Server.Control.Riders;

/// <summary>What everybody who may read the registry sees of a rider: the announcer, the commissaire.</summary>
internal record RiderView
{
    public required string RiderId { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Plate { get; init; }

    public required IReadOnlyList<WheelPlate> WheelPlates { get; init; }

    public string? Club { get; init; }

    public string? Hometown { get; init; }

    public string? Pronunciation { get; init; }

    public string? AnnouncerNotes { get; init; }

    public required IReadOnlyList<uint> TransponderIds { get; init; }

    public required IReadOnlyList<uint> HiredTransponderIds { get; init; }

    public required bool Retired { get; init; }

    /// <summary>The rider to use instead.</summary>
    public string? MergedIntoId { get; init; }

    public required bool Erased { get; init; }

    public static RiderView Of(Rider rider) => new()
    {
        RiderId = rider.Id,
        FirstName = rider.FirstName,
        LastName = rider.LastName,
        Plate = rider.Plate,
        WheelPlates = rider.WheelPlates,
        Club = rider.Club,
        Hometown = rider.Hometown,
        Pronunciation = rider.Pronunciation,
        AnnouncerNotes = rider.AnnouncerNotes,
        TransponderIds = rider.TransponderIds,
        HiredTransponderIds = rider.HiredTransponderIds,
        Retired = rider.Retired,
        MergedIntoId = rider.MergedIntoId,
        Erased = rider.Erased,
    };
}

/// <summary>All of a rider, for those who keep the registry: the only answer with a birth date in it.</summary>
internal sealed record RiderRecord(RiderView Rider, DateOnly? BirthDate, string? Sex, string? UciId)
{
    public static RiderRecord Of(Rider rider) => new(RiderView.Of(rider), rider.BirthDate, rider.Sex, rider.UciId);
}
