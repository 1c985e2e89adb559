const idleMs = 2_000;

/** Hides the pointer on a screen that nobody touches. */
export function hideIdleCursor(): () => void {
  const root = document.documentElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moved = () => {
    root.style.cursor = '';
    clearTimeout(timer);
    timer = setTimeout(() => (root.style.cursor = 'none'), idleMs);
  };
  document.addEventListener('pointermove', moved);
  moved();
  return () => {
    clearTimeout(timer);
    root.style.cursor = '';
    document.removeEventListener('pointermove', moved);
  };
}
