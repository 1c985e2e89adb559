/**
 * Keys of a page, by `event.key` in lower case. Never while somebody types, never repeated by a finger that rests
 * on the key, never with a modifier: Ctrl+R reloads, it does not reset a race.
 */
export function hotkeyTarget(event: KeyboardEvent): string | null {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return null;
  const target = event.target;
  if (target instanceof HTMLElement) {
    if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return null;
  }
  return event.key.toLowerCase();
}
