using BmxTiming.Server.Control.Pipeline;
using FluentValidation;

namespace BmxTiming.Server.Control.Riders;

/// <summary>What a rider's data must be like, wherever they come from.</summary>
internal sealed class RiderRules : AbstractValidator<RiderBody>
{
    public const int MaxPlate = 8;
    public const int MaxTransponders = 8;
    public const int MaxNotes = 500;
    public const int MaxUciId = 11;

    public static readonly DateOnly FirstBirthDate = new(1900, 1, 1);

    public RiderRules()
    {
        RuleFor(x => x.FirstName).Name("first_name");
        RuleFor(x => x.LastName).Name("last_name");
        RuleFor(x => x.Plate).Name("plate", MaxPlate);
        RuleFor(x => x.Club).Name("club").When(x => !string.IsNullOrEmpty(x.Club));
        RuleFor(x => x.Hometown).Name("hometown").When(x => !string.IsNullOrEmpty(x.Hometown));
        RuleFor(x => x.Pronunciation).Name("pronunciation").When(x => !string.IsNullOrEmpty(x.Pronunciation));
        RuleFor(x => x.AnnouncerNotes)
            .Must(text => text!.Length <= MaxNotes).When(x => x.AnnouncerNotes is not null)
            .WithMessage($"announcer_notes must have at most {MaxNotes} characters.");
        RuleFor(x => x.BirthDate)
            .Must(date => date is null || date >= FirstBirthDate)
            .WithMessage("birth_date must be 1900-01-01 or later, as YYYY-MM-DD.");
        RuleFor(x => x.Sex)
            .Must(sex => sex is null or Rider.Female or Rider.Male)
            .WithMessage("sex must be female, male or absent.");
        RuleFor(x => x.UciId)
            .Must(id => string.IsNullOrEmpty(id) || IsUciId(id))
            .WithMessage($"uci_id must be up to {MaxUciId} digits.");
        RuleFor(x => x.WheelPlates)
            .Must(plates => plates is null || (plates.All(IsGood) && plates.DistinctBy(plate => plate.Wheel).Count() == plates.Count))
            .WithMessage($"wheel_plates may have wheel {WheelPlate.Cruiser} once, with a plate of 1 to {MaxPlate} characters.");
        RuleFor(x => x.TransponderIds)
            .Must(ids => ids is null || (ids.Count <= MaxTransponders && ids.Distinct().Count() == ids.Count && !ids.Contains(0u)))
            .WithMessage($"transponder_ids must be at most {MaxTransponders} different numbers above 0.");
    }

    public static bool IsUciId(string text) => text.Length <= MaxUciId && text.All(char.IsAsciiDigit);

    private static bool IsGood(WheelPlate? plate) =>
        plate is { Wheel: WheelPlate.Cruiser, Plate: { Length: >= 1 and <= MaxPlate } text } && !text.Any(char.IsControl);
}
