const isCapitals = (word: string) =>
  word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
const isParticle = (word: string) => word === word.toLowerCase() && word !== word.toUpperCase();

/**
 * The surname of a display name, for boards with room for one word. "ANDERSEN Emma" and "Emma ANDERSEN" say it
 * themselves; otherwise it is the last word with the small words before it ("Niek van der Berg").
 */
export function surname(displayName: string): string {
  const words = displayName.trim().split(/\s+/);
  if (words.length === 1) return words[0]!;
  const capitals = words.filter(isCapitals);
  if (capitals.length > 0 && capitals.length < words.length) return capitals.join(' ');
  let from = words.length - 1;
  while (from > 1 && isParticle(words[from - 1]!)) from -= 1;
  return words.slice(from).join(' ');
}

/** Surnames of one gate; where two riders share one, the first letter of the rest of the name tells them apart. */
export function shortNames(displayNames: readonly string[]): string[] {
  const surnames = displayNames.map(surname);
  const count = new Map<string, number>();
  for (const name of surnames) count.set(name.toUpperCase(), (count.get(name.toUpperCase()) ?? 0) + 1);
  return surnames.map((name, i) => {
    if (count.get(name.toUpperCase()) === 1) return name;
    const rest = displayNames[i]!.replace(name, '').trim();
    return rest ? `${rest[0]}. ${name}` : name;
  });
}
