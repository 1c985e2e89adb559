using System.Globalization;
using BmxTiming.Server.Control.Riders;
using BmxTiming.Server.Control.Transponders;
using BmxTiming.Server.Platform;

namespace BmxTiming.Server.Control.Import;

/// <summary>Finds or makes the rider of a row, and what the row changes about the rider. Pure.</summary>
internal sealed class RiderMatching(ImportRegistry registry)
{
    private readonly Dictionary<string, Rider> _before = registry.Riders.ToDictionary(rider => rider.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, Rider> _riders = registry.Riders.ToDictionary(rider => rider.Id, StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly SortedDictionary<uint, string> _claims = [];
    private int _made;

    public IReadOnlyList<Rider> New => [.. _order.Where(id => !_before.ContainsKey(id)).Select(id => _riders[id])];

    public IReadOnlyList<Rider> Changed => [.. _order.Where(_before.ContainsKey).Select(id => _riders[id])];

    public IReadOnlyDictionary<uint, string> NewTransponders => _claims;

    public static string WheelOf(string className) =>
        Words.Of(className).Any(word => word is "cruiser" or WheelPlate.Cruiser) ? WheelPlate.Cruiser : WheelPlate.Standard;

    /// <summary>The rider as the row leaves it; with errors, nothing of it counts.</summary>
    public (Rider Rider, IReadOnlyList<RowError> Errors) Match(ImportRow row)
    {
        var (known, error) = Find(row);
        if (error is not null)
        {
            return (known ?? Make(row), [error]);
        }

        var errors = new List<RowError>();
        var rider = Updated(known ?? Make(row), row);
        if (rider.Plate.Length == 0)
        {
            errors.Add(new RowError(row.Number, ImportColumns.Plate, RowCodes.Missing, "The rider is new and has no plate. Fill it in."));
        }

        foreach (var number in row.Transponders.Where(number => !rider.TransponderIds.Contains(number)))
        {
            if (Refusal(number, rider.Id) is { } refusal)
            {
                errors.Add(new RowError(row.Number, ImportColumns.Transponder, refusal.Code, refusal.Message));
            }
            else
            {
                rider = rider with { TransponderIds = [.. rider.TransponderIds, number] };
            }
        }

        if (rider.TransponderIds.Count > RiderRules.MaxTransponders)
        {
            errors.Add(new RowError(
                row.Number, ImportColumns.Transponder, RowCodes.TooManyTransponders,
                $"The rider would have more than {RiderRules.MaxTransponders} transponders. Take unused ones away first."));
        }

        return (rider.Indexed(), errors);
    }

    /// <summary>Makes the row's rider the known one.</summary>
    /// <returns>One of <see cref="RowStates"/>.</returns>
    public string Take(Rider rider)
    {
        var before = _riders.GetValueOrDefault(rider.Id);
        if (before is null)
        {
            _made++;
        }

        foreach (var number in rider.TransponderIds.Except(before?.TransponderIds ?? []).Where(number => !registry.Transponders.ContainsKey(number)))
        {
            _claims[number] = rider.Id;
        }

        if (before is not null && IsSame(before, rider))
        {
            return RowStates.Unchanged;
        }

        _riders[rider.Id] = rider;
        if (!_order.Contains(rider.Id, StringComparer.Ordinal))
        {
            _order.Add(rider.Id);
        }

        return _before.ContainsKey(rider.Id) ? RowStates.Changed : RowStates.New;
    }

    private (Rider? Rider, RowError? Error) Find(ImportRow row)
    {
        var active = _riders.Values.Where(rider => !rider.Erased);
        if (row.UciId is not null && active.Where(rider => rider.UciId == row.UciId).Select(Survivor).FirstOrDefault() is { } byUci)
        {
            return byUci.BirthDate is not null && row.BirthDate is not null && byUci.BirthDate != row.BirthDate
                ? (null, new RowError(
                    row.Number, ImportColumns.UciId, RowCodes.BirthDateDiffers,
                    $"UCI id {row.UciId} belongs to rider {byUci.Id}, who was born on another day. Correct the UCI id or the birth date."))
                : Usable(row, byUci);
        }

        if (row.BirthDate is null)
        {
            return (null, null);
        }

        var key = Rider.NameKeyOf(row.FirstName, row.LastName);
        var fitting = active.Where(rider => rider.NameKey == key && rider.BirthDate == row.BirthDate)
            .Select(Survivor).DistinctBy(rider => rider.Id).ToArray();
        return fitting switch
        {
            [] => (null, null),
            [{ UciId: { } other }] when row.UciId is not null && row.UciId != other => (null, new RowError(
                row.Number, ImportColumns.UciId, RowCodes.UciIdDiffers,
                $"Rider {fitting[0].Id} has this name and birth date and another UCI id. Correct the one that is wrong.")),
            [var one] => Usable(row, one),
            _ => (null, new RowError(
                row.Number, ImportColumns.Last, RowCodes.RiderAmbiguous,
                $"Riders {string.Join(" and ", fitting.Select(rider => rider.Id))} have this name and birth date. Merge them, or give the UCI id.")),
        };
    }

    private static (Rider? Rider, RowError? Error) Usable(ImportRow row, Rider rider) => rider.Retired
        ? (rider, new RowError(
            row.Number, ImportColumns.Last, ControlCodes.RiderRetired, $"Rider {rider.Id} is retired. Restore the rider, then import again."))
        : (rider, null);

    private Rider Survivor(Rider rider) =>
        rider.MergedIntoId is { } id && _riders.TryGetValue(id, out var survivor) && survivor.Id != rider.Id ? Survivor(survivor) : rider;

    private Rider Make(ImportRow row) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{ImportPlanner.Provisional}{_made}"),
        FirstName = row.FirstName,
        LastName = row.LastName,
        Plate = row.Plate ?? "",
        WheelPlates = row.Plate is not null && WheelOf(row.ClassName) == WheelPlate.Cruiser ? [new WheelPlate(WheelPlate.Cruiser, row.Plate)] : [],
        TransponderIds = [],
        SearchText = "",
    };

    // Plates of a known rider stay: the entry carries the plate of the day.
    private Rider Updated(Rider rider, ImportRow row) => rider with
    {
        Plate = !_before.ContainsKey(rider.Id) && row.Plate is not null && WheelOf(row.ClassName) == WheelPlate.Standard ? row.Plate : rider.Plate,
        Club = row.Club ?? rider.Club,
        BirthDate = rider.BirthDate ?? row.BirthDate,
        Sex = rider.Sex ?? row.Sex,
        UciId = rider.UciId ?? row.UciId,
        WheelPlates = row.Plate is not null && row.Plate != rider.Plate && rider.WheelPlates.Count == 0 && WheelOf(row.ClassName) == WheelPlate.Cruiser
            ? [new WheelPlate(WheelPlate.Cruiser, row.Plate)]
            : rider.WheelPlates,
    };

    private Error? Refusal(uint number, string riderId)
    {
        if (registry.Transponders.TryGetValue(number, out var transponder))
        {
            return TransponderClaims.Refusal(transponder, riderId);
        }

        return _claims.TryGetValue(number, out var owner) && owner != riderId
            ? new Error(ControlCodes.TransponderTaken, $"An earlier row gives transponder {number} to another rider. Correct one of the two.")
            : null;
    }

    private static bool IsSame(Rider one, Rider other) =>
        one.Club == other.Club && one.Plate == other.Plate && one.BirthDate == other.BirthDate && one.Sex == other.Sex && one.UciId == other.UciId
        && one.TransponderIds.SequenceEqual(other.TransponderIds) && one.WheelPlates.SequenceEqual(other.WheelPlates);
}
