using BmxTiming.Protocol.Ids;
using BmxTiming.Server.Hosting;
using Xunit;

namespace BmxTiming.Tests.Architecture;

/// <summary>
/// The rules of the structure, read from the compiled assemblies, signatures and bodies. Each rule is also run against
/// a planted violation, so that none of them can pass by seeing nothing.
/// </summary>
public sealed class LayerTests
{
    private const string Server = "BmxTiming.Server.";
    private const string Planted = "BmxTiming.Tests.Architecture.Planted.";

    /// <summary>What a fold that must give the same bytes on every machine may not touch.</summary>
    private static readonly string[] s_impure =
    [
        "System.TimeProvider", "System.DateTime", "System.DateTimeOffset", "System.Diagnostics.Stopwatch", "System.Environment",
        "System.Random", "System.HashCode", "System.Guid", "System.IO.", "System.Net.", "System.Threading.", "System.Text.Json.",
        "System.Globalization.CultureInfo", "System.Double", "System.Single", "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.HashSet`1", "System.Collections.Immutable.ImmutableDictionary`2",
        "System.Collections.Immutable.ImmutableHashSet`1", "Microsoft.", "NATS.", "Marten.", "Npgsql.", "BmxTiming.",
    ];

    private static readonly Lazy<IReadOnlyList<TypeUses>> s_server = new(() => AssemblyUses.Read(typeof(ModuleCatalog).Assembly.Location));
    private static readonly Lazy<IReadOnlyList<TypeUses>> s_protocol = new(() => AssemblyUses.Read(typeof(TrackId).Assembly.Location));
    private static readonly Lazy<IReadOnlyList<TypeUses>> s_tests = new(() => AssemblyUses.Read(typeof(LayerTests).Assembly.Location));

    public static TheoryData<string> Modules => ["Ingest", "RaceEngine", "Projections", "LiveGateway", "Control", "Web"];

    [Fact]
    public void The_fold_is_pure_and_knows_only_ids_and_time()
    {
        const string domain = Server + "RaceEngine.Domain.";
        var rule = new Rule(domain, s_impure, [domain, "BmxTiming.Protocol.Ids.", "BmxTiming.Protocol.Time."]);

        Assert.Contains(s_server.Value, type => type.Name.StartsWith(domain, StringComparison.Ordinal));
        Assert.Empty(rule.Violations(s_server.Value));
    }

    [Fact]
    public void Scoring_is_pure_and_knows_only_ids_and_time()
    {
        const string scoring = Server + "Scoring.";
        string[] refusals = [Server + "Platform.Result", Server + "Platform.Result`1", Server + "Platform.Error"];
        var rule = new Rule(scoring, s_impure, [scoring, "BmxTiming.Protocol.Ids.", "BmxTiming.Protocol.Time.", .. refusals]);

        Assert.Contains(s_server.Value, type => type.Name.StartsWith(scoring, StringComparison.Ordinal));
        Assert.Empty(rule.Violations(s_server.Value));
    }

    [Theory]
    [InlineData("System.TimeProvider")]
    [InlineData("System.Random")]
    [InlineData("System.IO.File")]
    [InlineData("System.Threading.Tasks.Task")]
    [InlineData("System.Globalization.CultureInfo")]
    [InlineData("System.Collections.Generic.Dictionary`2")]
    [InlineData("System.Double")]
    [InlineData("BmxTiming.Protocol.Live.HeartbeatPayload")]
    public void A_planted_impurity_is_found(string used)
    {
        var rule = new Rule(Planted + "ImpureFold", s_impure, []);
        Assert.Contains(rule.Violations(s_tests.Value), violation => violation.EndsWith(used, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_never_calls_another(string module)
    {
        var others = Modules.Select(row => row.Data).Where(name => name != module).Select(name => Server + name + ".").ToArray();

        Assert.Contains(s_server.Value, type => type.Name.StartsWith(Server + module + ".", StringComparison.Ordinal));
        Assert.Empty(new Rule(Server + module + ".", others, []).Violations(s_server.Value));
    }

    [Fact]
    public void A_planted_call_between_modules_is_found() =>
        Assert.NotEmpty(new Rule(Planted + "Ingest.", [Planted + "Control."], []).Violations(s_tests.Value));

    [Fact]
    public void Only_the_platform_and_the_hosting_name_the_broker_client()
    {
        var violations = s_server.Value
            .Where(type => !type.Name.StartsWith(Server + "Platform.", StringComparison.Ordinal))
            .SelectMany(type => new Rule(type.Name, ["NATS."], []).Violations([type]));
        Assert.Empty(violations);
    }

    [Fact]
    public void A_planted_use_of_the_broker_client_is_found() =>
        Assert.NotEmpty(new Rule(Planted + "Control.", ["NATS."], []).Violations(s_tests.Value));

    [Fact]
    public void Only_control_uses_the_mediator_and_the_validator()
    {
        var violations = s_server.Value
            .Where(type => !type.Name.StartsWith(Server + "Control.", StringComparison.Ordinal))
            .SelectMany(type => new Rule(type.Name, ["MediatR.", "FluentValidation."], []).Violations([type]));
        Assert.Empty(violations);
    }

    [Fact]
    public void Subjects_are_spelled_in_one_place()
    {
        var spelled = s_server.Value.Concat(s_protocol.Value)
            .Where(type => type.Texts.Any(SpellsSubject))
            .Select(type => type.Name);
        Assert.Equal(["BmxTiming.Protocol.Streams.Subjects"], spelled);
        Assert.Contains(s_tests.Value, type => type.Name == Planted + "SpellsSubjects" && type.Texts.Any(SpellsSubject));
    }

    [Fact]
    public void The_protocol_library_references_nothing_but_the_runtime() =>
        Assert.All(
            AssemblyUses.References(typeof(TrackId).Assembly.Location),
            name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    private static bool SpellsSubject(string text) => text.StartsWith("timing.", StringComparison.Ordinal);
}
