using System.Collections.Frozen;
using BmxTiming.Protocol.Ingest;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>A command of race control as the API offers it.</summary>
/// <param name="OperationId">Its name in the API description.</param>
/// <param name="Inverse">The intent that takes it back.</param>
/// <param name="Example">A body, as JSON.</param>
internal sealed record IntentUse(string Intent, string OperationId, string Summary, string Inverse, string Example)
{
    /// <summary>Without a reason it is refused: others must be able to read later why a result is not what the clock said.</summary>
    public bool NeedsReason { get; init; }
}

/// <summary>Every intent of the contract, once.</summary>
internal static class IntentCatalog
{
    public static IReadOnlyList<IntentUse> All { get; } =
    [
        new(Intents.Stage, "stage", "Bring a moto to the gate.", Intents.Unstage,
            """{"run_version":6,"meeting_id":"spring-cup","moto_id":"moto-1"}"""),
        new(Intents.Unstage, "unstage", "Send the moto at the gate away.", Intents.Stage, """{"run_version":7,"run_id":"moto-1-r1"}"""),
        new(Intents.Programme, "programme", "Tell boards what comes next.", Intents.Programme,
            """{"run_version":7,"meeting_id":"spring-cup"}"""),
        new(Intents.PracticeOn, "practiceOn", "Time everybody from each gate on; no moto races.", Intents.PracticeOff, """{"run_version":7}"""),
        new(Intents.PracticeOff, "practiceOff", "End practice.", Intents.PracticeOn, """{"run_version":8}"""),
        new(Intents.ManualGate, "manualGate", "Give a run its time zero when no gate pulse came.", Intents.Reset,
            """{"run_version":7,"run_id":"moto-1-r1","gate":{"source":"first_loop"}}"""),
        new(Intents.AttachGate, "attachGate", "Give a run a gate pulse of the last minute that started nothing.", Intents.Reset,
            """{"run_version":7,"run_id":"moto-1-r1"}"""),
        new(Intents.Reset, "reset", "Abandon a run (red flag, false start); the moto can be staged again.", Intents.Reopen,
            """{"run_version":7,"run_id":"moto-1-r1","reason":"red flag"}"""),
        new(Intents.ForceFinish, "forceFinish", "End a race that riders are still out in.", Intents.Reopen, """{"run_version":7,"run_id":"moto-1-r1"}"""),
        new(Intents.Reopen, "reopen", "Let a run that was ended or abandoned go on.", Intents.ForceFinish, """{"run_version":7,"run_id":"moto-1-r1"}"""),
        new(Intents.InsertPassing, "insertPassing", "Enter a rider's crossing, or let a void passing count again.", Intents.VoidPassing,
            """{"run_version":7,"run_id":"moto-1-r1","reason":"read by hand","correction":{"lane":3,"timing_point":"finish","elapsed_us":36120000}}"""),
        new(Intents.VoidPassing, "voidPassing", "Strike out a rider's crossing.", Intents.InsertPassing,
            """{"run_version":7,"run_id":"moto-1-r1","reason":"rider behind the loop","correction":{"lane":3,"timing_point":"finish"}}"""),
        new(Intents.AssignPassing, "assignPassing", "Say whose a passing was.", Intents.AssignPassing,
            """{"run_version":7,"run_id":"moto-1-r1","reason":"swapped transponders","correction":{"decoder_id":204634,"passing_number":4711,"lane":3}}"""),
        new(Intents.SetOrder, "setOrder", "Set the order of a result; no lanes = the order of the clock again.", Intents.SetOrder,
            """{"run_version":7,"run_id":"moto-1-r1","reason":"photo finish","correction":{"lanes":[2,1,3,4]}}""") { NeedsReason = true },
        new(Intents.SetResult, "setResult", "Set a rider's code (dnf, dns, dsq, rel, np); none = what the clock says again.", Intents.SetResult,
            """{"run_version":7,"run_id":"moto-1-r1","reason":"cut the course","correction":{"lane":3,"code":"dsq"}}""") { NeedsReason = true },
        new(Intents.Scratch, "scratch", "Take a rider out of the moto at the gate; undo = the rider starts after all.", Intents.Scratch,
            """{"run_version":7,"run_id":"moto-1-r1","correction":{"lane":3}}"""),
        new(Intents.SetLane, "setLane", "Move a rider to another lane; whoever stands there changes places.", Intents.SetLane,
            """{"run_version":7,"run_id":"moto-1-r1","correction":{"lane":3,"to_lane":5}}"""),
        new(Intents.MarkOfficial, "markOfficial", "The result stands.", Intents.UnmarkOfficial, """{"run_version":7,"run_id":"moto-1-r1"}"""),
        new(Intents.UnmarkOfficial, "unmarkOfficial", "Take back that a result stands, to correct it.", Intents.MarkOfficial,
            """{"run_version":7,"run_id":"moto-1-r1","reason":"protest of lane 3"}""") { NeedsReason = true },
    ];

    private static readonly FrozenDictionary<string, IntentUse> s_byIntent = All.ToFrozenDictionary(use => use.Intent, StringComparer.Ordinal);

    public static IntentUse? Find(string intent) => s_byIntent.GetValueOrDefault(intent);
}
