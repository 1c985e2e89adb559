using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Time;

namespace BmxTiming.Server.RaceEngine.Domain;

/// <summary>What gateways report of themselves: clock offsets are used, the rest is passed on to operators.</summary>
internal static class GatewayRules
{
    public static void Apply(FoldStep step, GatewayInput input)
    {
        switch (input.Notice)
        {
            case GatewayNotice.ClockOffset:
                if (input.OffsetUs is { } offset)
                {
                    SetOffset(step, input.Source.ClientId, offset);
                }

                break;
            case GatewayNotice.DecoderConnected:
            case GatewayNotice.DecoderLost:
                step.Emit(new DecoderLinkChanged(
                    input.DecoderId, input.Source.ClientId, input.Notice == GatewayNotice.DecoderConnected));
                break;
            case GatewayNotice.ClockStep:
                if (input is { DecoderId: { } decoderId, DeltaUs: { } delta })
                {
                    ClockRules.Step(step, decoderId, delta);
                }

                Report(step, input, DiagnosticCodes.ClockStep);
                break;
            case GatewayNotice.PassingGap:
                Report(step, input, DiagnosticCodes.PassingGap);
                break;
            case GatewayNotice.Loss:
                Report(step, input, DiagnosticCodes.Loss);
                break;
            case GatewayNotice.SpoolFull:
                Report(step, input, DiagnosticCodes.SpoolFull);
                break;
            case GatewayNotice.SpoolResumed:
                Report(step, input, DiagnosticCodes.SpoolResumed);
                break;
        }
    }

    private static void Report(FoldStep step, GatewayInput input, string code) =>
        step.Emit(new Diagnostic(code, input.DecoderId, null, null, input.Detail));

    private static void SetOffset(FoldStep step, ClientId client, Micros offsetUs)
    {
        var senders = step.State.Senders;
        if (senders.TryGetValue(client, out var sender))
        {
            step.State = step.State with { Senders = senders.SetItem(client, sender with { ClockOffsetUs = offsetUs }) };
        }
    }
}
