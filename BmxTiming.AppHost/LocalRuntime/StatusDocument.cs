using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>What `status.json` in the state directory says, for tools; <see cref="ToTable"/> says it to people.</summary>
internal sealed record StatusDocument(
    string Runtime,
    int Pid,
    string State,
    string StateDirectory,
    string Problem,
    IReadOnlyList<StatusDocument.Instance> Resources)
{
    internal sealed record Instance(
        string Resource,
        string Name,
        InstanceState State,
        int? Pid,
        int Restarts,
        int? LastExitCode,
        string? Reason,
        IReadOnlyDictionary<string, string> Urls,
        string Log);

    public static StatusDocument From(IEnumerable<SupervisedResource> resources, string state, string stateDirectory, string problem) => new(
        "local",
        Environment.ProcessId,
        state,
        stateDirectory,
        problem,
        [
            .. from resource in resources
               from instance in resource.Instances
               select new Instance(
                   resource.Resource.Name,
                   instance.Name,
                   instance.State,
                   instance.ProcessId,
                   instance.Restarts,
                   instance.LastExitCode,
                   instance.Reason,
                   resource.Resource.Endpoints.ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.Url),
                   instance.LogPath),
        ]);

    public string ToJson() => JsonSerializer.Serialize(this, StatusJson.Default.StatusDocument);

    public string ToTable()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{State}{(Problem.Length == 0 ? "" : $": {Problem}")}   (AppHost {Pid}, state {StateDirectory})");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"NAME",-16} {"STATE",-10} {"PID",8} {"RESTARTS",8}  ADDRESS");
        foreach (var instance in Resources)
        {
            var state = instance.State.ToString().ToLowerInvariant();
            var reason = instance.Reason is null ? "" : $"  ({instance.Reason})";
            var line = $"{instance.Name,-16} {state,-10} {instance.Pid,8} {instance.Restarts,8}  {string.Join(' ', instance.Urls.Values)}{reason}";
            text.AppendLine(line.TrimEnd());
        }

        return text.ToString();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, Converters = [typeof(LowerCaseState)])]
[JsonSerializable(typeof(StatusDocument))]
internal sealed partial class StatusJson : JsonSerializerContext;

internal sealed class LowerCaseState() : JsonStringEnumConverter<InstanceState>(JsonNamingPolicy.SnakeCaseLower);
