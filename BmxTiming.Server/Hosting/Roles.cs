namespace BmxTiming.Server.Hosting;

/// <summary>The names of the roles.</summary>
internal static class Roles
{
    public const string Ingest = "ingest";
    public const string RaceEngine = "race-engine";
    public const string Projections = "projections";
    public const string WsGateway = "ws-gateway";
    public const string Control = "control";
    public const string Web = "web";
    public const string All = "all";
}
