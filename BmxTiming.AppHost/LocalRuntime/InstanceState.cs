namespace BmxTiming.AppHost.LocalRuntime;

internal enum InstanceState
{
    /// <summary>A dependency is not ready yet.</summary>
    Waiting,

    /// <summary>Runs, and was not healthy yet since its start.</summary>
    Starting,
    Healthy,

    /// <summary>Runs, was healthy, is not now.</summary>
    Unhealthy,

    /// <summary>Ended unasked; starts again after the back-off.</summary>
    Restarting,

    /// <summary>Ended as it should.</summary>
    Finished,

    /// <summary>Was to end well and did not; the stack cannot come up.</summary>
    Failed,
    Stopped,
}
