import { crossings, moto, positions, results, riders, timingPoints } from './race-script.mjs';

const historyLimit = 50;

/** One simulated track: races, the events they make, and whoever listens. */
export class Track {
  constructor(id, { reducer, speed = 1, auto = true, motos = 24 }) {
    this.id = id;
    this.reducer = reducer;
    this.speed = speed;
    this.auto = auto;
    this.meeting = {
      meeting_id: `${id}-club-race`,
      name: 'Club race, round 3',
      public: true,
      simulated: true,
    };
    this.name = id.replaceAll('-', ' ').replace(/^\w/, (c) => c.toUpperCase());
    this.motos = Array.from({ length: motos }, (_, i) => ({ ...moto(i + 1), state: 'planned', runs: 0 }));
    this.snapshot = { ...reducer.emptySnapshot(id), track_name: this.name };
    this.listeners = new Set();
    this.open = [];
    /** The last run that finished: a late protest may still reset it. */
    this.ended = null;
    this.timers = new Set();
    this.decoderSeq = 0;
    this.passingNumber = 1000;
    this.status = new Map();
    this.passings = [];
    this.seed = [...id].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) >>> 0;
    this.emit('programme_changed', {
      meeting: this.meeting,
      next_motos: this.nextMotos(),
      run_version: this.version(),
    });
    this.later(0, () => this.heartOfDecoder());
    if (auto) this.later(500, () => this.director());
  }

  version(raise = 0) {
    return this.snapshot.run_version + raise;
  }

  nextMotos() {
    return this.motos
      .filter((m) => m.state === 'planned')
      .slice(0, 6)
      .map(({ moto_id, number, class_name, round_name, rider_count }) => ({
        moto_id,
        number,
        class_name,
        round_name,
        rider_count,
      }));
  }

  // --- intents -------------------------------------------------------------------------------------------------

  stage(motoId, actor = 'Demo director', intentId = crypto.randomUUID()) {
    const m = this.motos.find((candidate) => candidate.moto_id === motoId);
    if (!m) return this.refuse('stage', actor, intentId, 'unknown_moto', 'There is no such moto.');
    if (this.open.some((run) => run.phase === 'staged')) {
      return this.refuse('stage', actor, intentId, 'gate_taken', 'Another moto is at the gate.');
    }
    m.runs += 1;
    m.state = 'staged';
    const run = {
      run_id: `${m.moto_id}-r${m.runs}`,
      run_number: m.runs,
      phase: 'staged',
      moto: m,
      riders: riders(m.number),
      crossed: [],
    };
    this.open.unshift(run);
    const { moto_id, number, class_name, round_name, rider_count } = m;
    this.emit('race_staged', {
      run_id: run.run_id,
      run_number: run.run_number,
      run_version: this.version(1),
      track_name: this.name,
      meeting: this.meeting,
      moto: { moto_id, number, class_name, round_name, rider_count },
      timing_points: timingPoints,
      riders: run.riders,
      next_motos: this.nextMotos(),
    });
    return this.applied('stage', actor, intentId, run.run_id);
  }

  unstage(runId, actor, intentId) {
    const run = this.open.find((r) => r.phase === 'staged' && (!runId || r.run_id === runId));
    if (!run) return this.refuse('unstage', actor, intentId, 'not_staged', 'No moto is at the gate.');
    run.moto.state = 'planned';
    run.moto.runs -= 1;
    this.open = this.open.filter((r) => r !== run);
    this.emit('race_unstaged', { run_id: run.run_id, run_version: this.version(1) });
    return this.applied('unstage', actor, intentId, run.run_id);
  }

  reset(runId, actor, intentId, reason) {
    const run = [...this.open, this.ended].find(
      (r) => r && r.phase !== 'staged' && (!runId || r.run_id === runId),
    );
    if (!run) return this.refuse('reset', actor, intentId, 'no_open_run', 'No race is in progress.');
    run.moto.state = 'planned';
    if (this.ended === run) this.ended = null;
    this.open = this.open.filter((r) => r !== run);
    this.emit('race_reset', { run_id: run.run_id, run_version: this.version(1), reason });
    return this.applied('reset', actor, intentId, run.run_id);
  }

  forceFinish(runId, actor, intentId) {
    const run = this.open.find((r) => r.phase === 'racing' && (!runId || r.run_id === runId));
    if (!run) return this.refuse('force_finish', actor, intentId, 'no_open_run', 'No race is running.');
    this.finish(run, 'forced');
    return this.applied('force_finish', actor, intentId, run.run_id);
  }

  applied(intent, actor, intentId, runId) {
    this.emit('control_applied', {
      intent_id: intentId,
      intent,
      actor,
      run_version: this.version(),
      run_id: runId,
    });
    return { ok: true, outcome: 'applied', run_version: this.version(), run_id: runId };
  }

  refuse(intent, actor, intentId, code, message) {
    this.emit('control_rejected', {
      intent_id: intentId,
      intent,
      actor,
      code,
      message,
      run_version: this.version(),
    });
    return { ok: false, code, message };
  }

  // --- the race ------------------------------------------------------------------------------------------------

  gate(runId) {
    const run = this.open.find((r) => r.phase === 'staged' && (!runId || r.run_id === runId));
    if (!run) return;
    run.phase = 'racing';
    run.moto.state = 'racing';
    run.gateUs = Date.now() * 1000;
    this.passing(9992, run.gateUs);
    this.emit('gate_drop', {
      run_id: run.run_id,
      run_version: this.version(1),
      gate_time_us: run.gateUs,
      gate_drop_us: run.gateUs,
      gate_id: 9992,
      clock_source: 'gate',
      recall: false,
    });
    run.plan = crossings(this.seed + run.moto.number * 101 + run.run_number, {
      dnfLane: run.moto.number % 3 === 0 ? 5 : null,
      photoFinish: run.moto.number % 4 === 1,
    });
    if (this.auto) for (const c of run.plan) this.later(c.elapsedUs / 1000, () => this.cross(run, c));
  }

  /** Manual tracks: the next `count` crossings now. */
  step(count = 1) {
    const run = this.open.find((r) => r.phase === 'racing');
    for (const c of run ? run.plan.slice(run.crossed.length, run.crossed.length + count) : [])
      this.cross(run, c);
  }

  cross(run, { lane, pointIndex, elapsedUs }) {
    if (run.phase !== 'racing' || !this.open.includes(run)) return;
    run.crossed.push({ lane, pointIndex, elapsedUs });
    const captured_us = Date.now() * 1000;
    const rider = run.riders.find((r) => r.lane === lane);
    const order = positions(run);
    const at = run.crossed.filter((c) => c.pointIndex === pointIndex);
    const place = 1 + at.filter((c) => c.elapsedUs < elapsedUs).length;
    this.passing(100000 + lane, run.gateUs + elapsedUs);
    this.emit('split_time', {
      run_id: run.run_id,
      timing_point: timingPoints[pointIndex].id,
      lane,
      rider_id: rider.rider_id,
      elapsed_us: elapsedUs,
      place,
      captured_us,
    });
    this.emit('positions_update', { run_id: run.run_id, positions: order, captured_us });
    if (pointIndex < timingPoints.length - 1) return;
    const row = order.find((r) => r.lane === lane);
    this.emit('rider_finished', {
      run_id: run.run_id,
      lane,
      rider_id: rider.rider_id,
      elapsed_us: elapsedUs,
      place: row.place,
      tie: row.tie,
      captured_us,
    });
    if (run.crossed.length < run.plan.length) return;
    if (order.every((r) => r.status === 'finished')) this.finish(run, 'all_finished');
    else {
      this.emit('needs_decision', {
        run_id: run.run_id,
        reason: 'finish_grace',
        lanes: order.filter((r) => r.status !== 'finished').map((r) => r.lane),
      });
      if (this.auto)
        this.later(
          6_000,
          () => this.open.includes(run) && this.forceFinish(run.run_id, 'Demo director', crypto.randomUUID()),
        );
    }
  }

  finish(run, reason) {
    run.phase = 'finished';
    run.moto.state = 'finished';
    run.moto.results = results(run);
    run.moto.run_id = run.run_id;
    this.open = this.open.filter((r) => r !== run);
    this.ended = run;
    this.emit('race_finished', {
      run_id: run.run_id,
      run_version: this.version(1),
      reason,
      results: run.moto.results,
    });
    if (this.auto) this.later(8_000, () => this.director());
  }

  director() {
    if (this.open.length > 0) return;
    let next = this.motos.find((m) => m.state === 'planned');
    if (!next) {
      for (const m of this.motos) m.state = 'planned';
      next = this.motos[0];
    }
    this.stage(next.moto_id);
    this.later(6_000, () => this.gate());
  }

  // --- what is heard -------------------------------------------------------------------------------------------

  emit(kind, payload) {
    const prev = this.snapshot.race_seq;
    const seq = prev + 1;
    const body = { kind, ...payload };
    this.snapshot = this.reducer.reduceRace(this.snapshot, seq, body);
    this.tell('race', 'event', seq, prev, body);
  }

  decoder(message_type, payload) {
    const prev = this.decoderSeq;
    this.decoderSeq += 1 + (this.decoderSeq % 3);
    const body = { message_type, client_id: `${this.id}-box`, captured_at_us: Date.now() * 1000, ...payload };
    if (message_type === 'STATUS') this.status.set(payload.decoder_id, body);
    if (message_type === 'PASSING') this.passings = [...this.passings, body].slice(-historyLimit);
    this.tell('decoder', 'event', this.decoderSeq, prev, body);
  }

  passing(transponder, timeUs) {
    const gate = transponder > 9990 && transponder < 10000;
    this.passingNumber += 1;
    this.decoder('PASSING', {
      passing_number: this.passingNumber,
      transponder_id: transponder,
      rtc_time_us: timeUs,
      ...(gate ? {} : { strength: 90 + (this.passingNumber % 40), hits: 8 + (this.passingNumber % 20) }),
      flags: 0,
      decoder_id: 203_142,
      resent: this.passingNumber % 17 === 0,
    });
  }

  heartOfDecoder() {
    const wave = Math.round(6 * Math.sin(Date.now() / 20_000));
    this.decoder('STATUS', {
      decoder_time_us: Date.now() * 1000,
      noise: 18 + wave + (this.passingNumber % 5),
      gps: 1,
      temperature_c: 31,
      satellites: 9,
      input_voltage_dv: 121,
      decoder_id: 203_142,
    });
    this.later(5_000, () => this.heartOfDecoder(), false);
  }

  tell(channel, kind, seq, prev_seq, payload) {
    const frame = {
      kind,
      channel,
      track_id: this.id,
      event_id: this.meeting.meeting_id,
      seq,
      prev_seq,
      ts_us: Date.now() * 1000,
      payload,
    };
    for (const listener of this.listeners) listener(frame);
  }

  snapshotFrame(channel) {
    const seq = channel === 'race' ? this.snapshot.race_seq : this.decoderSeq;
    const payload =
      channel === 'race' ? this.snapshot : { status: [...this.status.values()], passings: this.passings };
    return {
      kind: 'snapshot',
      channel,
      track_id: this.id,
      event_id: this.meeting.meeting_id,
      seq,
      prev_seq: seq,
      ts_us: Date.now() * 1000,
      payload,
    };
  }

  later(ms, work, scaled = true) {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        work();
      },
      scaled ? ms / this.speed : ms,
    );
    this.timers.add(timer);
  }

  stop() {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
