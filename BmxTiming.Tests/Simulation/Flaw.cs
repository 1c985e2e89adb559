namespace BmxTiming.Tests.Simulation;

/// <summary>Mistakes that the simulation must be able to find; planted to prove that its checkers look.</summary>
public enum Flaw
{
    None,

    /// <summary>An engine publishes without saying after what.</summary>
    EngineWithoutFence,

    /// <summary>Ingest answers before it has appended.</summary>
    AcknowledgeBeforeAppend,

    /// <summary>A restarted ingest does not read the log again and trusts the broker's window, which has passed.</summary>
    LaneForgetsAtRestart,
}
