using System.Collections.Frozen;

namespace BmxTiming.Server.Control.RaceControl;

/// <summary>The engine's refusals, and what an operator does about each. A test holds them against the fold's sources.</summary>
internal static class EngineRefusals
{
    private const string CheckTrack = "Correct the track's set-up, then stage again.";
    private const string CheckMoto = "Correct the moto's entries, then stage again.";
    private const string CheckBody = "Correct the request and send it with a new Idempotency-Key.";

    public static FrozenDictionary<string, string> WhatToDo { get; } = new Dictionary<string, string>
    {
        ["all_finished"] = "Use set_order, set_result or insert_passing on the result.",
        ["already_crossed"] = "Send void_passing for it, then insert_passing again.",
        ["already_staged"] = "Send unstage first, or let that moto race.",
        ["already_started"] = "Use reset to abandon the run, or correct its result.",
        ["gate_known"] = "Nothing is to be done: the run counts from its own pulse.",
        ["incomplete_order"] = "Send every lane that finished, or void the finish of who does not count.",
        ["invalid_decoder_clocks"] = CheckTrack,
        ["invalid_gate_ids"] = CheckTrack,
        ["invalid_intent"] = CheckBody,
        ["invalid_lane"] = CheckMoto,
        ["invalid_order"] = "Leave out lanes that are empty, scratched or have a code.",
        ["invalid_programme"] = "Correct the meeting's motos, then send programme again.",
        ["invalid_rider_count"] = CheckMoto,
        ["invalid_stage"] = CheckMoto,
        ["invalid_time"] = "Send the time since the gate in microseconds.",
        ["invalid_timing_points"] = CheckTrack,
        ["invalid_windows"] = CheckTrack,
        ["moto_open"] = "Let that run end, or send reset or unstage for it first.",
        ["no_change"] = "Nothing is to be done.",
        ["no_decoder_clock"] = "Check the decoder's connection, or use first_loop.",
        ["no_gate_pulse"] = "Use manual_gate instead.",
        ["no_open_run"] = "Name the run by run_id, or stage a moto first.",
        ["no_read_yet"] = "Wait for the first rider at the first timing point, or use source manual.",
        ["no_such_passing"] = "Use insert_passing with lane, timing_point and elapsed_us instead.",
        ["no_such_rider"] = "Choose a lane of the run that a rider starts from.",
        ["nobody_left"] = "Send unstage.",
        ["not_a_rider"] = "Use attach_gate for a gate pulse.",
        ["not_finished"] = "Wait for the finish, or send force_finish first.",
        ["not_plausible"] = "Correct the rider's other times first, or the time.",
        ["not_racing"] = "Choose a run that is on the track.",
        ["not_started"] = "Wait for the gate, or send manual_gate first.",
        ["nothing_staged"] = "Stage a moto first.",
        ["nothing_to_reopen"] = "Nothing is to be done.",
        ["practice_running"] = "Send practice_off first.",
        ["race_open"] = "Let it end, or send unstage or reset first.",
        ["race_running"] = "Wait until it has ended.",
        ["result_official"] = "Send unmark_official with a reason first.",
        ["rider_twice"] = CheckMoto,
        ["run_not_found"] = "Look at the race again and choose one of its runs.",
        ["too_many_open_runs"] = "Wait until a race has ended, or send force_finish for it.",
        ["too_many_runs"] = "Put the riders into another moto.",
        ["too_many_transponders"] = "Take transponders away from the rider, then stage again.",
        ["transponder_reserved"] = "Correct the rider's transponder or the track's gate ids, then stage again.",
        ["transponder_twice"] = "Correct the transponder of one of the riders, then stage again.",
        ["unknown_fold_version"] = "Update the server's roles to one version.",
        ["unknown_intent"] = "Update the server's roles to one version.",
        ["unknown_timing_point"] = "Choose a timing point of the track.",
        ["unknown_timing_point_role"] = CheckTrack,
        ["version_conflict"] = "Look at the race again, then repeat with its run_version and a new Idempotency-Key.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The engine's words with what to do.</summary>
    public static string Detail(string code, string? message) =>
        WhatToDo.GetValueOrDefault(code) is { } what ? $"{message ?? "The engine refused."} {what}" : message ?? "The engine refused.";
}
