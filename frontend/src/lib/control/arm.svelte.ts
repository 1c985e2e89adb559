const armedMs = 3_000;

/** Press twice within three seconds: for the few acts that cannot be taken back. */
export class Arm {
  armed = $state.raw<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** true: this press is the second one. */
  press(id: string): boolean {
    if (this.armed === id) {
      this.disarm();
      return true;
    }
    this.disarm();
    this.armed = id;
    this.#timer = setTimeout(() => this.disarm(), armedMs);
    return false;
  }

  disarm(): void {
    clearTimeout(this.#timer);
    this.armed = null;
  }
}
