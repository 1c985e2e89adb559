using BmxTiming.Protocol.Ingest;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Control.Pipeline;
using FluentValidation;

namespace BmxTiming.Server.Control.Tracks;

/// <summary>Layout, sections and decoders of a track must fit its timing points.</summary>
internal sealed class TrackLayoutRules : AbstractValidator<TrackBody>
{
    public const int MaxLengthM = 2_000;
    public const int MaxHillM = 30;
    public const int MaxLanes = 8;
    public const int MaxDecoders = 8;

    private static readonly Micros s_longestOffset = Micros.FromSeconds(3600);

    public TrackLayoutRules()
    {
        RuleFor(x => x.Layout!.LengthM).InclusiveBetween(1, MaxLengthM).When(x => x.Layout is not null)
            .WithMessage($"layout.length_m must be 1 to {MaxLengthM}.");
        RuleFor(x => x.Layout!.HillM).InclusiveBetween(0, MaxHillM).When(x => x.Layout is not null)
            .WithMessage($"layout.hill_m must be 0 to {MaxHillM}.");
        RuleFor(x => x.Layout!.Lanes).InclusiveBetween(1, MaxLanes).When(x => x.Layout is not null)
            .WithMessage($"layout.lanes must be 1 to {MaxLanes}.");
        RuleFor(x => x).Must(HasGoodSections).When(x => x.Layout?.Sections is not null)
            .WithMessage("layout.sections must each have a name and lead from the gate or a timing point to a later timing point of the track.");
        RuleFor(x => x.Decoders).Must(HasGoodDecoders).When(x => x.Decoders is not null)
            .WithMessage($"decoders must be at most {MaxDecoders}, each decoder_id once, with a name and an offset of at most one hour.");
        RuleFor(x => x)
            .Must(x => x.TimingPoints!.All(point => point?.DecoderId is not { } id || x.Decoders!.Any(decoder => decoder.DecoderId == id)))
            .When(x => x.TimingPoints is not null && x.Decoders is { Count: > 0 })
            .WithMessage("timing_points.decoder_id must be one of decoders.");
        RuleFor(x => x.MinStarters).InclusiveBetween(0, MaxLanes).WithMessage($"min_starters must be 0 to {MaxLanes}.");
    }

    private static bool HasGoodSections(TrackBody body)
    {
        var order = new List<string> { TrackSection.Gate };
        order.AddRange((body.TimingPoints ?? []).OfType<TimingPointDetails>().Select(point => point.Id));
        return body.Layout!.Sections!.Count <= PutTrackValidator.MaxTimingPoints && body.Layout.Sections.All(section =>
            section is { Name.Length: >= 1 and <= Rules.MaxName } && (section.LengthM ?? 1) is > 0 and <= MaxLengthM
            && order.IndexOf(section.From) is >= 0 and var from && order.IndexOf(section.To) > from);
    }

    private static bool HasGoodDecoders(IReadOnlyList<TrackDecoder>? decoders) =>
        decoders!.Count <= MaxDecoders
        && decoders.All(decoder => decoder is { Name.Length: >= 1 and <= Rules.MaxName }
            && (decoder.OffsetUs is not { } offset || (offset >= Micros.Zero - s_longestOffset && offset <= s_longestOffset)))
        && decoders.Select(decoder => decoder.DecoderId).Distinct().Count() == decoders.Count;
}
