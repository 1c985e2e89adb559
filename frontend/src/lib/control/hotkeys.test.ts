import { describe, expect, it } from 'vitest';
import { hotkeyTarget } from './hotkeys';

function keyOn(element: HTMLElement, init: KeyboardEventInit): string | null {
  document.body.replaceChildren(element);
  let heard: string | null = null;
  element.addEventListener('keydown', (event) => (heard = hotkeyTarget(event)));
  element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  return heard;
}
const button = () => document.createElement('button');

describe('a key', () => {
  it('counts on the page and on a button, in either case', () => {
    expect(keyOn(button(), { key: 'f' })).toBe('f');
    expect(keyOn(button(), { key: 'F', shiftKey: true })).toBe('f');
    expect(keyOn(document.createElement('div'), { key: 'Escape' })).toBe('escape');
  });

  it.each(['input', 'textarea', 'select'])('is somebody typing in a %s', (name) => {
    expect(keyOn(document.createElement(name), { key: 'f' })).toBeNull();
  });

  it.each(['ctrlKey', 'altKey', 'metaKey'])('belongs to the browser with %s', (modifier) => {
    expect(keyOn(button(), { key: 'r', [modifier]: true })).toBeNull();
  });

  it('counts once for a finger that rests on it', () => {
    expect(keyOn(button(), { key: 'f', repeat: true })).toBeNull();
  });
});
