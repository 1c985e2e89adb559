using System.Globalization;
using BmxTiming.Protocol.Live;

namespace BmxTiming.Tests.Architecture.Planted
{
    /// <summary>Breaks every rule of the core, each in a body where signatures alone show nothing.</summary>
    internal static class ImpureFold
    {
        public static long Clock() => TimeProvider.System.GetTimestamp();

        public static int Chance() => Random.Shared.Next();

        public static bool Disk() => System.IO.File.Exists("x");

        public static object Waits() => System.Threading.Tasks.Task.CompletedTask;

        public static object Culture() => CultureInfo.CurrentCulture;

        public static object Order() => new Dictionary<string, int>();

        public static object Wire() => LiveKinds.Event.Length + new HeartbeatPayload(default, 0, 0).IntervalMs;

        public static long Floating(long value)
        {
            var half = value * 0.5;
            return (long)Math.Round(half);
        }
    }

    internal static class SpellsSubjects
    {
        public static string Subject(string track) => "timing.ingest.raw.v1." + track;
    }
}

namespace BmxTiming.Tests.Architecture.Planted.Ingest
{
    internal static class CallsAnotherModule
    {
        public static object Call() => Control.Handler.Answer();
    }
}

namespace BmxTiming.Tests.Architecture.Planted.Control
{
    internal static class Handler
    {
        public static object Answer() => new NATS.Client.Core.NatsHeaders();
    }
}
