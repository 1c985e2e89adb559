namespace BmxTiming.Server.Scoring.Rules;

internal enum CodeMeaning
{
    /// <summary>Started, not at the finish.</summary>
    NotFinished,

    /// <summary>Not at the gate: the only one who is no starter of the race.</summary>
    NotStarted,

    /// <summary>Set back by the officials.</summary>
    Relegated,

    Disqualified,

    /// <summary>Has gone on already and does not ride this round: no result at all.</summary>
    Transferred,
}
