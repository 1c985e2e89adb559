using BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>
/// The runtime calls this before the entry point of a process that was started with DOTNET_STARTUP_HOOKS set to this assembly; it finds
/// the type by this name, outside of any namespace. It lets the test program be a process that may be killed.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => SpoolWriterProcess.RunIfAsked();
}
