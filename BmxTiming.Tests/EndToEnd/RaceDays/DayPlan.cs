namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <summary>What goes wrong in a race.</summary>
internal enum Incident
{
    None,

    /// <summary>Two riders cross the line together, first.</summary>
    DeadHeatForFirst,

    /// <summary>Two riders cross the line together, third.</summary>
    DeadHeatForThird,

    /// <summary>The finish of the third rider is not read; race control enters it.</summary>
    MissedFinish,

    /// <summary>Red flag on the first straight; the moto is run again.</summary>
    RedFlag,

    /// <summary>A rider does not come to the gate.</summary>
    NoShow,

    /// <summary>A rider falls behind the hill and race control ends the race.</summary>
    Crash,
}

internal readonly record struct RaceKey(string ClassName, string Round, int Gate);

/// <param name="RidesIn">The class into which it is merged, ranked apart; absent = itself.</param>
/// <param name="Doubles">So many of its riders are those of another class, with a plate and a transponder of their own here.</param>
internal sealed record DayClass(string Name, int Riders, string? RidesIn = null, string? DoublesOf = null, int Doubles = 0);

/// <summary>A race day as it is meant to go, and what goes wrong in it.</summary>
internal sealed record DayPlan(
    string Name, string Rulebook, int FirstNumber, IReadOnlyList<DayClass> Classes, IReadOnlyDictionary<RaceKey, Incident> Incidents);

/// <summary>One line of the entries file.</summary>
internal sealed record DayEntry(string First, string Last, string Born, string ClassName, string Plate, uint Transponder, bool Paid);
