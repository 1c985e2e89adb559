namespace BmxTiming.Server.Platform.Http;

/// <summary>The chapters of the API description.</summary>
internal static class ApiTags
{
    public const string Tracks = "tracks";
    public const string Riders = "riders";
    public const string Transponders = "transponders";
    public const string Meetings = "meetings";
    public const string RaceControl = "race control";
    public const string DeadLetters = "dead letters";
    public const string Ingest = "ingest";
    public const string Live = "live";
}
