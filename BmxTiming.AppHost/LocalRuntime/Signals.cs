using System.Runtime.InteropServices;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>The part of POSIX signals that .NET leaves out: sending one.</summary>
internal static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends a signal to one process; false when there is no such process any more.</summary>
    public static bool Send(int processId, int signal) => Native.kill(processId, signal) == 0;

    /// <summary>Sends a signal to every process of a group: each child of ours leads its own.</summary>
    public static bool SendToGroup(int groupId, int signal) => Native.kill(-groupId, signal) == 0;

    private static class Native
    {
#pragma warning disable SYSLIB1054 // Blittable arguments: generated marshalling would only add unsafe code to the project.
        [DllImport("libc", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int kill(int pid, int sig);
#pragma warning restore SYSLIB1054
    }
}
