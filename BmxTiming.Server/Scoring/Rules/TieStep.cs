namespace BmxTiming.Server.Scoring.Rules;

/// <summary>One step of an order: each splits only the riders that all steps before left equal. Lower is better; what is missing is last.</summary>
internal enum TieStep
{
    /// <summary>Sum of the moto points.</summary>
    Total,

    /// <summary>Points of the last race, then of the one before, and so on: the motos, or in a knock-out its rounds.</summary>
    PointsBackwards,

    /// <summary>Points of the race looked at (after the motos: the last one).</summary>
    Points,

    /// <summary>Place in the race looked at.</summary>
    Place,

    /// <summary>Order of the result code in the race looked at; a place has none and stands in front.</summary>
    Code,

    /// <summary>Time in the race looked at.</summary>
    Time,

    /// <summary>Best time of all motos.</summary>
    BestTime,

    /// <summary>The moto from which the rider went on; who never did is last.</summary>
    Round,

    /// <summary>Position after the motos.</summary>
    Ranking,

    /// <summary>Position in which the rider came into the race looked at; into the motos nobody has one.</summary>
    Seed,

    /// <summary>An extra race decides: the program can not.</summary>
    RunOff,

    /// <summary>Lots decide: the program does not draw them.</summary>
    Lot,
}
