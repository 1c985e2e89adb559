namespace BmxTiming.Server.Control.Riders;

/// <summary>What a survivor takes from the duplicate where it has nothing of its own, and the way back. Pure.</summary>
internal static class RiderFilling
{
    private static readonly Member[] s_members =
    [
        new("club", r => r.Club, (r, v) => r with { Club = (string?)v }),
        new("hometown", r => r.Hometown, (r, v) => r with { Hometown = (string?)v }),
        new("pronunciation", r => r.Pronunciation, (r, v) => r with { Pronunciation = (string?)v }),
        new("announcer_notes", r => r.AnnouncerNotes, (r, v) => r with { AnnouncerNotes = (string?)v }),
        new("birth_date", r => r.BirthDate, (r, v) => r with { BirthDate = (DateOnly?)v }),
        new("sex", r => r.Sex, (r, v) => r with { Sex = (string?)v }),
        new("uci_id", r => r.UciId, (r, v) => r with { UciId = (string?)v }),
        new("wheel_plates", r => r.WheelPlates.Count == 0 ? null : r.WheelPlates, (r, v) => r with { WheelPlates = (IReadOnlyList<WheelPlate>?)v ?? [] }),
    ];

    public static (Rider Rider, IReadOnlyList<string> Filled) Fill(Rider survivor, Rider duplicate)
    {
        var filled = new List<string>();
        foreach (var member in s_members)
        {
            if (member.Get(survivor) is null && member.Get(duplicate) is { } value)
            {
                survivor = member.Set(survivor, value);
                filled.Add(member.Name);
            }
        }

        return (survivor, filled);
    }

    /// <summary>Empties what was filled, unless it was changed since.</summary>
    public static Rider Empty(Rider survivor, Rider duplicate, IReadOnlyList<string> filled)
    {
        foreach (var member in s_members.Where(member => filled.Contains(member.Name, StringComparer.Ordinal)))
        {
            if (IsSame(member.Get(survivor), member.Get(duplicate)))
            {
                survivor = member.Set(survivor, null);
            }
        }

        return survivor;
    }

    private static bool IsSame(object? left, object? right) =>
        left is IEnumerable<WheelPlate> one && right is IEnumerable<WheelPlate> other ? one.SequenceEqual(other) : Equals(left, right);

    private sealed record Member(string Name, Func<Rider, object?> Get, Func<Rider, object?, Rider> Set);
}
