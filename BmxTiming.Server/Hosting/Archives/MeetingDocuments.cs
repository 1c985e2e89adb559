using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BmxTiming.Protocol.Json;
using BmxTiming.Server.Control.Draws;
using BmxTiming.Server.Control.Entries;
using BmxTiming.Server.Control.Meetings;
using BmxTiming.Server.Control.Motos;
using BmxTiming.Server.Control.Results;
using BmxTiming.Server.RaceEngine.Replay;
using BmxTiming.Server.ReadModels;
using BmxTiming.Server.Rulebooks;

namespace BmxTiming.Server.Hosting.Archives;

/// <summary>
/// What is official of a meeting, as it stands in an archive: enough to score it again, with the rulebook's own file. Riders are not in it:
/// their names and birth dates can be erased in the registry, and not in a file.
/// </summary>
internal static class MeetingDocuments
{
    private const string MeetingKind = "meeting";
    private const string PlanKind = "plan";
    private const string RulebookKind = "rulebook";
    private const string ClassKind = "class";
    private const string EntryKind = "entry";
    private const string MotoKind = "moto";
    private const string SheetKind = "sheet";
    private const string OfficialKind = "official";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = JsonTypeInfoResolver.Combine(WireJson.Default, new DefaultJsonTypeInfoResolver()),
    };

    /// <summary>In an order that is always the same.</summary>
    public static IEnumerable<RecordedDocument> Of(MeetingData data, IEnumerable<OfficialResult> officials) =>
    [
        Document(MeetingKind, data.Meeting.Id, data.Meeting),
        Document(PlanKind, data.Plan.Id, data.Plan),
        .. data.Plan.Rulebook is { } pin && RulebookLibrary.Names.Contains(pin.Name)
            ? (RecordedDocument[])[new RecordedDocument(RulebookKind, pin.Name, Encoding.UTF8.GetBytes(RulebookLibrary.Text(pin.Name)))]
            : [],
        .. data.Entries.OrderBy(static entry => entry.Id, StringComparer.Ordinal).Select(static entry => Document(EntryKind, entry.Id, entry)),
        .. data.Classes.OrderBy(static plan => plan.Id, StringComparer.Ordinal).Select(static plan => Document(ClassKind, plan.Id, plan)),
        .. data.Motos.OrderBy(static moto => moto.Number).ThenBy(static moto => moto.Id, StringComparer.Ordinal)
            .Select(static moto => Document(MotoKind, moto.Id, moto)),
        .. data.Sheets.OrderBy(static sheet => sheet.Id, StringComparer.Ordinal).Select(static sheet => Document(SheetKind, sheet.Id, sheet)),
        .. officials.OrderBy(static result => result.Id, StringComparer.Ordinal).Select(static result => Document(OfficialKind, result.Id, result)),
    ];

    /// <param name="documents">Of an archive that was read to its end.</param>
    /// <param name="runs">What its raw messages lead to.</param>
    /// <returns>Null where a part is missing.</returns>
    public static MeetingData? Read(IReadOnlyList<RecordedDocument> documents, IReadOnlyList<MotoResult> runs)
    {
        try
        {
            var book = documents.FirstOrDefault(static document => document.Kind == RulebookKind);
            return All<Meeting>(documents, MeetingKind) is [var meeting] && All<MeetingPlan>(documents, PlanKind) is [var plan]
                ? new MeetingData(
                    meeting, plan, book is null ? null : RulebookReader.Read(Encoding.UTF8.GetString(book.Body.Span)).Value,
                    All<Entry>(documents, EntryKind), All<ClassPlan>(documents, ClassKind), All<Moto>(documents, MotoKind),
                    runs, All<MotoSheet>(documents, SheetKind), Riders: [])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static IReadOnlyList<OfficialResult> Officials(IReadOnlyList<RecordedDocument> documents) => All<OfficialResult>(documents, OfficialKind);

    private static RecordedDocument Document<T>(string kind, string id, T document) =>
        new(kind, id, JsonSerializer.SerializeToUtf8Bytes(document, s_json));

    private static IReadOnlyList<T> All<T>(IReadOnlyList<RecordedDocument> documents, string kind) =>
        [.. documents.Where(document => document.Kind == kind).Select(static document => JsonSerializer.Deserialize<T>(document.Body.Span, s_json)!)];
}
