using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using BmxTiming.Protocol.Ids;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.Control.RaceControl;
using Xunit;

namespace BmxTiming.Tests.Unit.Control;

public sealed partial class IntentCatalogTests
{
    private static readonly JsonSerializerOptions s_json = new(WireJson.Default.Options)
    {
        TypeInfoResolver = System.Text.Json.Serialization.Metadata.JsonTypeInfoResolver.Combine(
            WireJson.Default, new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver()),
    };

    public static TheoryData<string> Intent => [.. IntentCatalog.All.Select(use => use.Intent)];

    [Fact]
    public void Every_intent_of_the_contract_has_an_endpoint_a_name_and_an_inverse()
    {
        var intents = typeof(Intents).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);
        Assert.Equal(intents, IntentCatalog.All.Select(use => use.Intent).Order(StringComparer.Ordinal));
        Assert.All(IntentCatalog.All, use => Assert.NotNull(IntentCatalog.Find(use.Inverse)));
        Assert.Equal(IntentCatalog.All.Count, IntentCatalog.All.Select(use => use.OperationId).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Intent))]
    public void The_example_of_an_intent_is_a_good_body(string intent)
    {
        var body = JsonSerializer.Deserialize<IntentBody>(IntentCatalog.Find(intent)!.Example, s_json)!;
        var request = new SubmitIntent(TrackId.Parse("t"), intent, MessageId.New(), body, "hash", 0, "a");
        Assert.Equal("", new SubmitIntentValidator().Validate(request).ToString());
        Assert.NotNull(body.RunVersion);
    }

    [Fact]
    public void Every_refusal_of_the_fold_is_listed_with_what_to_do()
    {
        var codes = Directory.EnumerateFiles(EngineFolder(), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Refusal().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(codes.Count > 40, $"{codes.Count} refusals found");
        Assert.Empty(codes.Except(EngineRefusals.WhatToDo.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void A_planted_refusal_is_seen() =>
        Assert.Equal(["planted", "planted_too"], Refusal().Matches("""new Refusal("planted", "x"); Refusal A => new("planted_too", "y");""").Select(m => m.Groups[1].Value));

    [GeneratedRegex("""(?:Refusal\(\s*|=> new\()"([a-z_]+)",""")]
    private static partial Regex Refusal();

    private static string EngineFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../BmxTiming.Server/RaceEngine/Domain"));
}
