import { beforeEach, describe, expect, it } from 'vitest';
import { ServerClock } from './clock';

let nowMs = 0;
const clockAt = () => new ServerClock(() => nowMs);
/** A sample whose server time is `offsetMs` ahead of ours, answered exactly half-way. */
function sample(clock: ServerClock, offsetMs: number, rttMs: number): void {
  clock.addSample(nowMs - rttMs, nowMs, (nowMs - rttMs / 2 + offsetMs) * 1000);
}
const offsetMs = (clock: ServerClock) => clock.nowUs()! / 1000 - nowMs;

beforeEach(() => {
  nowMs = 10_000;
});

describe('which sample counts', () => {
  it('knows nothing before the first', () => {
    const clock = clockAt();
    expect(clock.synced).toBe(false);
    expect(clock.nowUs()).toBeNull();
    expect(clock.uncertaintyMs).toBeNull();
  });

  it('believes the shortest round trip, whenever it came', () => {
    const clock = clockAt();
    sample(clock, 1_000, 20);
    sample(clock, 1_400, 300);
    sample(clock, 700, 90);
    expect(offsetMs(clock)).toBeCloseTo(1_000);
    expect(clock.uncertaintyMs).toBe(10);
    expect(clock.rttMs).toBe(20);
  });

  it('forgets a sample after eight newer ones', () => {
    const clock = clockAt();
    sample(clock, 1_000, 5);
    for (let i = 0; i < 8; i += 1) sample(clock, 1_100, 50);
    expect(clock.rttMs).toBe(50);
  });

  it('refuses an answer that came before its question', () => {
    const clock = clockAt();
    clock.addSample(nowMs + 5, nowMs, 0);
    expect(clock.synced).toBe(false);
  });
});

describe('what is shown', () => {
  it('moves towards a better sample by at most 50 ms a second', () => {
    const clock = clockAt();
    sample(clock, 0, 200);
    sample(clock, 90, 10);
    expect(offsetMs(clock)).toBeCloseTo(0);
    nowMs += 1_000;
    expect(offsetMs(clock)).toBeCloseTo(50);
    nowMs += 400;
    expect(offsetMs(clock)).toBeCloseTo(70);
    nowMs += 60_000;
    expect(offsetMs(clock)).toBeCloseTo(90);
  });

  it('never goes backwards while it gives time back', () => {
    const clock = clockAt();
    sample(clock, 500, 200);
    sample(clock, 420, 10);
    let before = clock.nowUs()!;
    for (let i = 0; i < 4_000; i += 1) {
      nowMs += i % 3;
      const now = clock.nowUs()!;
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
    expect(offsetMs(clock)).toBeCloseTo(420);
  });

  it('jumps where slewing would take minutes: another server, another clock', () => {
    const clock = clockAt();
    sample(clock, 0, 20);
    sample(clock, 60_000, 25);
    expect(offsetMs(clock)).toBeCloseTo(60_000);
    expect(clock.rttMs).toBe(25);
  });

  it('does not believe an answer that waited in a sleeping machine', () => {
    const clock = clockAt();
    sample(clock, 0, 20);
    const sentMs = nowMs;
    nowMs += 60_000;
    // Answered at once, read a minute later: half of the round trip is not where the server was.
    clock.addSample(sentMs, nowMs, sentMs * 1000);
    expect(offsetMs(clock)).toBeCloseTo(0);
  });
});
