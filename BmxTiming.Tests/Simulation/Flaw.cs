namespace BmxTiming.Tests.Simulation;

/// <summary>Mistakes that the simulation must be able to find; planted to prove that its checkers look.</summary>
public enum Flaw
{
    None,

    /// <summary>Ingest has two appends of a track in flight and repeats the one that fails.</summary>
    WindowOfTwo,

    /// <summary>Ingest has a chain of appends in flight whose links do not hold: only the first says behind what.</summary>
    ChainWithoutLinks,

    /// <summary>Derived events get a new id each time they are derived.</summary>
    RandomIds,

    /// <summary>Ingest answers before it has appended.</summary>
    AcknowledgeBeforeAppend,

    /// <summary>Ingest leaves it to the broker's window to know what was appended before.</summary>
    DedupeByWindowOnly,

    /// <summary>An engine publishes without saying after what.</summary>
    EngineWithoutFence,

    /// <summary>An engine saves what it has folded before it has published it.</summary>
    CheckpointBeforePublish,
}
