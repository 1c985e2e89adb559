using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using BmxTiming.Server.Control.Archives;
using BmxTiming.Server.Control.RaceControl;

namespace BmxTiming.Server.Control.OpenApi;

/// <summary>Examples of the API description, as objects of the types that are sent: what is renamed there is renamed here.</summary>
internal static class ApiSamples
{
    private const string NextCursor = "100";

    private static readonly FrozenDictionary<Type, object> s_byType = new[]
    {
        TrackSamples.All, RegistrySamples.All, MeetingSamples.All, RaceControlSamples.All, WireSamples.All,
    }.SelectMany(samples => samples).ToFrozenDictionary(sample => sample.GetType());

    private static readonly FrozenDictionary<string, object> s_bodies =
        RaceControlSamples.Bodies.Concat(MeetingSamples.Bodies).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary><c>null</c> when there is none, which a test finds.</summary>
    public static JsonNode? BodyOf(string operation, Type? type, string mediaType, JsonSerializerOptions json)
    {
        if (!IsJson(mediaType))
        {
            return mediaType == RegistrySamples.CsvType ? RegistrySamples.Csv : RegistrySamples.Workbook;
        }

        if (IntentCatalog.All.FirstOrDefault(use => use.OperationId == operation) is { } intent)
        {
            return JsonNode.Parse(intent.Example);
        }

        var sample = s_bodies.GetValueOrDefault(operation) ?? (type is null ? null : Of(type));
        return sample is null ? null : JsonSerializer.SerializeToNode(sample, sample.GetType(), json);
    }

    public static JsonNode? AnswerOf(Type type, int status, string mediaType, JsonSerializerOptions json)
    {
        if (!IsJson(mediaType))
        {
            return mediaType == ArchiveEndpoints.MediaType ? WireSamples.Gzip : WireSamples.EventStream;
        }

        var sample = status == StatusCodes.Status202Accepted ? RaceControlSamples.Pending : Of(type);
        return sample is null ? null : JsonSerializer.SerializeToNode(sample, type, json);
    }

    private static object? Of(Type type)
    {
        if (s_byType.GetValueOrDefault(type) is { } sample)
        {
            return sample;
        }

        if (!type.IsGenericType || Of(type.GenericTypeArguments[0]) is not { } item)
        {
            return null;
        }

        var list = Array.CreateInstance(item.GetType(), 1);
        list.SetValue(item, 0);
        return type.GetGenericTypeDefinition() == typeof(Page<>) ? Activator.CreateInstance(type, list, NextCursor) : list;
    }

    private static bool IsJson(string mediaType) => mediaType == "application/json";
}
