// Generated from openapi/bmxtiming.v1.json by scripts/gen-api.mjs. Do not edit.

export interface paths {
  '/api/ingest/batch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Append a gateway's events to its track's log. 200 says that every event is on it. */
    post: operations['ingestBatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tracks by id. */
    get: operations['listTracks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A track and how it is timed. */
    get: operations['getTrack'];
    /** Create or replace a track. Races that are staged keep the set-up that they were staged with. */
    put: operations['putTrack'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/race': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The race on the track as boards show it. */
    get: operations['getRace'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/results': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Runs on the track, the latest first. */
    get: operations['listResults'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/standings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Ranks of classes, moto by moto, as raced. */
    get: operations['listStandings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/decoders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What each decoder of the track said last. */
    get: operations['listDecoders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/diagnostics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was out of the ordinary, by meeting. */
    get: operations['listDiagnostics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/riders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Riders by last name, or those that words find. */
    get: operations['listRiders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/riders/{rider_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A rider, without birth date, sex and UCI id. */
    get: operations['getRider'];
    /** Create or replace a rider. */
    put: operations['putRider'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/riders/{rider_id}/record': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All of a rider, for those who keep the registry. */
    get: operations['getRiderRecord'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/riders/{rider_id}/retire': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Offer the rider no longer; results go on naming the id. */
    post: operations['retireRider'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/riders/{rider_id}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Offer a retired rider again. */
    post: operations['restoreRider'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/riders/{rider_id}/unmerge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a merge back; the rider in the path is the duplicate. */
    post: operations['unmergeRider'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/riders/{rider_id}/erase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Forget everything personal of a rider; the id stays taken. */
    post: operations['eraseRider'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/riders/{rider_id}/merge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make two records of one person one: the rider in the path stays. */
    post: operations['mergeRiders'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transponders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The pool of hire chips; state out, free, or all with riders' own. */
    get: operations['listTransponders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transponders/{transponder_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Add a chip to the pool, or change it. */
    put: operations['putHireChip'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transponders/{transponder_id}/hand-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a chip to a rider, for a start or until it comes back. */
    post: operations['handOutChip'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/transponders/{transponder_id}/give-back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A chip is back in the pool. */
    post: operations['giveBackChip'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Meetings by id, of one track or of all. */
    get: operations['listMeetings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A meeting. */
    get: operations['getMeeting'];
    /** Create or replace a meeting; its track stays what it was. */
    put: operations['putMeeting'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/motos': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Motos in race order, with the latest run of each. */
    get: operations['listMotos'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/motos/{moto_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Create or replace a moto. */
    put: operations['putMoto'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/entries/import/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What a file of entries would change; stores nothing. */
    post: operations['previewEntriesImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/entries/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Carry out what was previewed. */
    post: operations['importEntries'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/archives': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Archives of the meeting, one for each closing. */
    get: operations['listArchives'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/archive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The file of the last archive. */
    get: operations['getArchive'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/entries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Entries of the meeting by id. */
    get: operations['listEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/entries/{entry_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Enter a rider, or change the entry. */
    put: operations['putEntry'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The step the meeting is in, and what stands in the way of each. */
    get: operations['getWorkflow'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow/advance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Go on to the next step, when nothing blocks this one. */
    post: operations['advanceMeeting'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow/step-back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Go back one step, with a reason. */
    post: operations['stepMeetingBack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow/rulebook': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Choose the rulebook, as it is now. */
    post: operations['chooseRulebook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow/merge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let a class ride with another one. */
    post: operations['mergeClasses'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow/unmerge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a merged class out again. */
    post: operations['unmergeClasses'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow/timing-check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign that the timing was checked. */
    post: operations['signTimingCheck'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow/protest-time': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say how long protests are waited for. */
    post: operations['setProtestTime'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Close the meeting: nothing official of it changes any longer, and its archive is ordered. */
    post: operations['closeMeeting'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/workflow/reopen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open a closed meeting again, with a reason. */
    post: operations['reopenMeeting'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/draws': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Draw the motos of a class, or take its draw away. */
    post: operations['drawClass'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/race-order': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Number all races, round by round. */
    post: operations['orderRaces'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/results': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Results of the classes as they are now. */
    get: operations['getResults'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/motos/{moto_id}/result': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Write down or correct the result of a moto. */
    put: operations['putMotoResult'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/results/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The result of a class is checked; protests run. */
    post: operations['checkResult'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/results/official': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The result of a class stands. */
    post: operations['makeResultOfficial'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/results/reopen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take back that a result stands, with a reason. */
    post: operations['reopenResult'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/results/tie': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Enter the order of riders whom no rule splits. */
    post: operations['decideTie'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/results/lanes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Enter the lanes that riders of a heat chose. */
    post: operations['chooseLanes'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/results/refill': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Fill rounds anew that were filled with other riders than the results say now. */
    post: operations['refillRounds'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/official-results': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Results as they were made official, every version. */
    get: operations['listOfficialResults'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/stage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Bring a moto to the gate.
     * @description Taken back by unstage. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['stage'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/unstage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send the moto at the gate away.
     * @description Taken back by stage. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['unstage'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/programme': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Tell boards what comes next.
     * @description Taken back by programme. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['programme'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/practice_on': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Time everybody from each gate on; no moto races.
     * @description Taken back by practice_off. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['practiceOn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/practice_off': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End practice.
     * @description Taken back by practice_on. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['practiceOff'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/manual_gate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a run its time zero when no gate pulse came.
     * @description Taken back by reset. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['manualGate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/attach_gate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a run a gate pulse of the last minute that started nothing.
     * @description Taken back by reset. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['attachGate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Abandon a run (red flag, false start); the moto can be staged again.
     * @description Taken back by reopen. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['reset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/force_finish': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a race that riders are still out in.
     * @description Taken back by reopen. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['forceFinish'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/reopen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Let a run that was ended or abandoned go on.
     * @description Taken back by force_finish. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['reopen'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/insert_passing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Enter a rider's crossing, or let a void passing count again.
     * @description Taken back by void_passing. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['insertPassing'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/void_passing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Strike out a rider's crossing.
     * @description Taken back by insert_passing. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['voidPassing'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/assign_passing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say whose a passing was.
     * @description Taken back by assign_passing. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['assignPassing'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/set_order': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Set the order of a result; no lanes = the order of the clock again.
     * @description Taken back by set_order. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location. It needs a reason.
     */
    post: operations['setOrder'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/set_result': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Set a rider's code (dnf, dns, dsq, rel, np); none = what the clock says again.
     * @description Taken back by set_result. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location. It needs a reason.
     */
    post: operations['setResult'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/scratch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take a rider out of the moto at the gate; undo = the rider starts after all.
     * @description Taken back by scratch. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['scratch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/set_lane': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Move a rider to another lane; whoever stands there changes places.
     * @description Taken back by set_lane. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['setLane'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/mark_official': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The result stands.
     * @description Taken back by unmark_official. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location.
     */
    post: operations['markOfficial'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/control/unmark_official': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take back that a result stands, to correct it.
     * @description Taken back by mark_official. 200 is the engine's word, 409 its refusal, 202 that it has not answered yet: ask the address in Location. It needs a reason.
     */
    post: operations['unmarkOfficial'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intents/{intent_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What came of an intent. */
    get: operations['getIntent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/holder': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who holds the track, and who has asked for it. */
    get: operations['getHolder'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/holder/heartbeat': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Keep the track: a holder who neither acts nor sends this loses it. */
    post: operations['keepHold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/holder/claim': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Hold a track that nobody holds. */
    post: operations['claimTrack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/holder/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give the track back; the next intent claims it. */
    post: operations['releaseTrack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/holder/request': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask the holder for the track; gets it at once when nobody holds it. */
    post: operations['requestTrack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/holder/give': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Hand the track over to who has asked, or to who is named. */
    post: operations['giveTrack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/holder/take': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take the track from its holder, with a reason. */
    post: operations['takeTrack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/flag': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The flag that is shown on the track; for boards too. */
    get: operations['getFlag'];
    /** Show a flag: green, yellow (riders are held at the gate) or red. */
    put: operations['setFlag'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/meetings/{meeting_id}/schedule': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The motos in race order, when each is expected, and how late the meeting is. */
    get: operations['getSchedule'];
    /** Set when the meeting begins, its pace and its breaks. */
    put: operations['putSchedule'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dead-letters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Letters that wait for a decision; state all shows decided ones as well. */
    get: operations['listDeadLetters'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dead-letters/{seq}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A letter with its message. */
    get: operations['getDeadLetter'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dead-letters/{seq}/requeue': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Do the work of a letter again. */
    post: operations['requeueDeadLetter'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dead-letters/{seq}/discard': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Close a letter, with a reason. */
    post: operations['discardDeadLetter'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The race on the track now, with an ETag to ask again by. */
    get: operations['getLiveSnapshot'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/tracks/{track_id}/live/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A snapshot, then every event, as server-sent events; Last-Event-ID resumes. */
    get: operations['getLiveEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @enum {string} */
    ArchiveStatus: 'waiting' | 'written' | 'refused';
    BackToBack: {
      first: string;
      second: string;
      riders: string[];
    };
    BootId: string;
    ClassBody: {
      class_name?: null | string;
      reason?: null | string;
      entry_ids?: null | string[];
      round_name?: null | string;
      /**
       * Format: int32
       * @default 1
       */
      gate: number;
      lanes?: null | components['schemas']['DrawnLane'][];
    };
    ClassMerge: {
      from: string;
      into: string;
      score_separately: boolean;
    };
    ClassPlan: {
      id: string;
      meeting_id: string;
      class_name: string;
      token: string;
      /** Format: int64 */
      version?: number;
      seeding?: string[];
      draw?: null | components['schemas']['DrawStamp'];
      entry_ids?: string[];
      motos?: components['schemas']['DrawnRound'][];
      knock_outs?: components['schemas']['DrawnRound'][];
      lots?: string[];
      status?: components['schemas']['ResultStatus'];
      checked?: null | components['schemas']['Signature'];
      checked_races?: components['schemas']['RaceSum'][];
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      protest_until_us?: null | number;
      official?: null | components['schemas']['Signature'];
      /** Format: int32 */
      official_version?: number;
      rounds?: null | components['schemas']['DrawnRound'][];
    };
    ClassResultView: {
      class: components['schemas']['ClassPlan'];
      score?: null | components['schemas']['ClassScoreView'];
      ranks: components['schemas']['OfficialRank'][];
      problems: components['schemas']['WorkflowProblem'][];
    };
    ClassScoreView: {
      rounds: components['schemas']['ScoredRound'][];
      ranking: components['schemas']['ScoredRank'][];
      cuts: components['schemas']['ScoredCut'][];
      heats: components['schemas']['ScoredHeat'][];
    };
    ClassStanding: {
      id: string;
      track_id: string;
      meeting_id: string;
      class_name: string;
      motos?: components['schemas']['StandingMoto'][];
      /** Format: int64 */
      stream_seq?: number;
    };
    ClientId: string;
    ClockReport: {
      /**
       * Format: int64
       * @description A time span, µs.
       */
      offset_us: number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      uncertainty_us: number;
    };
    Correction: {
      sheet: components['schemas']['MotoSheet'];
      invalidates: components['schemas']['Invalidation'][];
    };
    CorrectionDetails: {
      /** Format: int32 */
      lane?: null | number;
      /** Format: int32 */
      to_lane?: null | number;
      timing_point?: null | string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      elapsed_us?: null | number;
      /** Format: uint32 */
      decoder_id?: null | number;
      /** Format: uint32 */
      passing_number?: null | number;
      lanes?: null | number[];
      code?: null | string;
      undo?: boolean;
    };
    DeadLetterDecision: {
      id: string;
      letter_id: string;
      body_hash: string;
      decision: string;
      actor: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
      reason?: null | string;
      action?: null | string;
      track_id?: null | string;
      /** Format: int64 */
      raw_seq?: null | number;
    };
    DeadLetterOrigin: {
      stream: string;
      subject: string;
      /** Format: int64 */
      seq?: null | number;
      headers: {
        [key: string]: string;
      };
    };
    DeadLetterOutcome: {
      decision: components['schemas']['DeadLetterDecision'];
      repeated: boolean;
    };
    DeadLetterView: {
      /** Format: int64 */
      seq: number;
      source: string;
      reason: string;
      letter_id: string;
      /** Format: date-time */
      stored_at: string;
      origin: components['schemas']['DeadLetterOrigin'];
      /** Format: int32 */
      copies: number;
      /** Format: int32 */
      bytes: number;
      body?: null | components['schemas']['JsonElement'];
      body_base64?: null | string;
      decision?: null | components['schemas']['DeadLetterDecision'];
    };
    DecoderHealth: {
      id: string;
      track_id: string;
      /** Format: uint32 */
      decoder_id: number;
      client_id?: components['schemas']['ClientId'];
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      heard_at_us?: number;
      connected?: null | boolean;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      connection_changed_at_us?: null | number;
      status?: null | components['schemas']['DecoderStatus'];
      last_passing?: null | components['schemas']['DecoderPassing'];
      version?: null | components['schemas']['DecoderVersion'];
      /** Format: int64 */
      stream_seq?: number;
    };
    DecoderPassing: {
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
      /** Format: uint32 */
      passing_number: number;
      /** Format: uint32 */
      transponder_id?: null | number;
      /**
       * Format: int64
       * @description A moment on the decoder's clock, µs since 1970-01-01T00:00Z.
       */
      rtc_time_us: number;
      /** Format: int32 */
      strength?: null | number;
      /** Format: int32 */
      hits?: null | number;
    };
    DecoderStatus: {
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
      /**
       * Format: int64
       * @description A moment on the decoder's clock, µs since 1970-01-01T00:00Z.
       */
      decoder_time_us?: null | number;
      /** Format: int32 */
      noise?: null | number;
      /** Format: int32 */
      gps?: null | number;
      /** Format: int32 */
      temperature_c?: null | number;
      /** Format: int32 */
      satellites?: null | number;
      /** Format: int32 */
      input_voltage_dv?: null | number;
    };
    DecoderVersion: {
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
      description?: null | string;
      version?: null | string;
      registration?: null | string;
    };
    DiagnosticCount: {
      kind: string;
      code: string;
      /** Format: int64 */
      count: number;
    };
    DiagnosticEntry: {
      /** Format: int64 */
      race_seq: number;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      ts_us: number;
      kind: string;
      code: string;
      /** Format: uint32 */
      decoder_id?: null | number;
      /** Format: uint32 */
      transponder_id?: null | number;
      /**
       * Format: int64
       * @description A moment on the decoder's clock, µs since 1970-01-01T00:00Z.
       */
      decoder_time_us?: null | number;
      detail?: null | string;
    };
    DiscardBody: {
      reason?: null | string;
    };
    DrawBody: {
      class_name?: null | string;
      /** Format: int64 */
      seed?: null | number;
      seeding?: null | string[];
      /** @default false */
      take_away: boolean;
    };
    DrawRule: {
      code: string;
      text: string;
    };
    DrawStamp: {
      /** Format: int64 */
      seed: number;
      /** Format: int32 */
      riders: number;
      drawn_by: string;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      drawn_at_us: number;
    };
    DrawnGate: {
      lanes: components['schemas']['DrawnLane'][];
    };
    DrawnLane: {
      /** Format: int32 */
      lane: number;
      id: string;
    };
    DrawnRound: {
      round: string;
      gates: components['schemas']['DrawnGate'][];
      rules: components['schemas']['DrawRule'][];
    };
    Entry: {
      id: string;
      meeting_id: string;
      entry_id: string;
      rider_id: string;
      class_name: string;
      plate: string;
      transponder_ids?: number[];
      late?: boolean;
      scratched?: boolean;
      checked_in?: boolean;
      paid?: boolean;
      note?: null | string;
    };
    EntryBody: {
      rider_id?: null | string;
      class_name?: null | string;
      plate?: null | string;
      transponder_ids?: null | number[];
      /** @default false */
      checked_in: boolean;
      /** @default false */
      paid: boolean;
      /** @default false */
      scratched: boolean;
      note?: null | string;
    };
    EntryView: {
      /** Format: int32 */
      lane: number;
      rider_id: string;
      plate?: null | string;
      name?: null | string;
      club?: null | string;
    };
    EventIdContext: {
      client_id: components['schemas']['ClientId'];
      boot_id: components['schemas']['BootId'];
      /** Format: int64 */
      seq: number;
    };
    FlagBody: {
      flag?: null | string;
      reason?: null | string;
    };
    FlagView: {
      track_id: string;
      flag: string;
      reason?: null | string;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      since_us?: null | number;
    };
    GateDetails: {
      source: string;
      /**
       * Format: int64
       * @description A moment on the decoder's clock, µs since 1970-01-01T00:00Z.
       */
      time_us?: null | number;
      /** Format: uint32 */
      decoder_id?: null | number;
    };
    HandOutBody: {
      rider_id?: null | string;
      meeting_id?: null | string;
      entry_id?: null | string;
    };
    HandOverRequest: {
      operator: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
      reason?: null | string;
    };
    HireChipBody: {
      label?: null | string;
      note?: null | string;
      /** @default false */
      retired: boolean;
    };
    HoldBody: {
      to?: null | string;
      reason?: null | string;
    };
    HolderView: {
      track_id: string;
      holder?: null | string;
      yours: boolean;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      since_us?: null | number;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      expires_at_us?: null | number;
      request?: null | components['schemas']['HandOverRequest'];
    };
    ImportDone: {
      preview_id: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
      actor: string;
      /** Format: int32 */
      new_riders: number;
      /** Format: int32 */
      changed_riders: number;
      /** Format: int32 */
      new_entries: number;
      /** Format: int32 */
      changed_entries: number;
      /** Format: int32 */
      unchanged: number;
      /** Format: int32 */
      skipped_rows: number;
    };
    IngestAccepted: {
      /** Format: int32 */
      accepted: number;
      /** Format: int32 */
      duplicates: number;
      /** Format: int64 */
      last_seq: number;
      /** Format: int64 */
      durable_seq: number;
      /** Format: int64 */
      stream_seq: number;
      stream_epoch: string;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      received_us: number;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      sent_us: number;
      /** Format: int64 */
      behind_stream_seq?: null | number;
    };
    IngestBatch: {
      contract_version: string;
      track_id: components['schemas']['TrackId'];
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      sent_us?: number;
      clock?: null | components['schemas']['ClockReport'];
      stream_epoch?: null | string;
      /** Format: int64 */
      stream_seq?: null | number;
      events: components['schemas']['RawMessage'][];
    };
    IntentAnswer: {
      outcome: string;
      /** Format: uuid */
      intent_id: string;
      track_id: string;
      intent: string;
      /** Format: int64 */
      run_version?: null | number;
      run_id?: null | string;
      code?: null | string;
      message?: null | string;
      inverse?: null | components['schemas']['IntentInverse'];
    };
    IntentBody: {
      /** Format: int64 */
      run_version?: null | number;
      meeting_id?: null | string;
      moto_id?: null | string;
      run_id?: null | string;
      reason?: null | string;
      gate?: null | components['schemas']['GateDetails'];
      correction?: null | components['schemas']['CorrectionDetails'];
    };
    IntentInverse: {
      intent: string;
      body?: null | components['schemas']['IntentBody'];
    };
    Invalidation: {
      round_name: string;
      moto_ids: string[];
      raced: boolean;
      out: string[];
      in: string[];
    };
    /** @description Any JSON. */
    JsonElement: unknown;
    LaneSplit: {
      /** Format: int32 */
      lane: number;
      timing_point: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      elapsed_us: number;
      /** Format: int32 */
      place: number;
    };
    MeetingArchive: {
      id: string;
      meeting_id: string;
      /** Format: int32 */
      closing: number;
      status?: components['schemas']['ArchiveStatus'];
      ordered_by: string;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      ordered_at_us: number;
      written?: null | components['schemas']['WrittenArchive'];
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      written_at_us?: null | number;
      problem_code?: null | string;
      problem?: null | string;
      file_name?: null | string;
    };
    MeetingBody: {
      track_id?: null | string;
      name?: null | string;
      /** @default false */
      public: boolean;
      /** @default false */
      simulated: boolean;
      public_names?: null | string;
    };
    MeetingDetails: {
      meeting_id: components['schemas']['MeetingId'];
      name: string;
      public: boolean;
      simulated: boolean;
    };
    MeetingId: string;
    MeetingPlan: {
      id: string;
      /** Format: int64 */
      version?: number;
      step?: components['schemas']['MeetingStep'];
      rulebook?: null | components['schemas']['RulebookPin'];
      merges?: components['schemas']['ClassMerge'][];
      timing_check?: null | components['schemas']['TimingCheck'];
      /** Format: int32 */
      protest_minutes?: number;
      closed?: null | components['schemas']['Signature'];
      /** Format: int32 */
      closings?: number;
    };
    /** @enum {string} */
    MeetingStep:
      'entry' | 'registration' | 'seeding' | 'merging' | 'draw' | 'race_order' | 'racing' | 'official';
    MeetingView: {
      meeting_id: string;
      track_id: string;
      name: string;
      public: boolean;
      simulated: boolean;
      public_names: string;
    };
    MergeBody: {
      duplicate_id?: null | string;
    };
    /** Format: uuid */
    MessageId: string;
    MotoBody: {
      /** Format: int32 */
      number: number;
      class_name?: null | string;
      round_name?: null | string;
      entries?: null | components['schemas']['MotoEntry'][];
    };
    MotoDetails: {
      moto_id: components['schemas']['MotoId'];
      /** Format: int32 */
      number: number;
      class_name: string;
      round_name: string;
      /** Format: int32 */
      rider_count: number;
    };
    MotoEntry: {
      /** Format: int32 */
      lane: number;
      rider_id: string;
      entry_id?: null | string;
    };
    MotoId: string;
    MotoResult: {
      id: string;
      track_id: string;
      meeting_id: string;
      moto_id: string;
      run_id: components['schemas']['RunId'];
      /** Format: int32 */
      run_number: number;
      phase: string;
      moto: components['schemas']['MotoDetails'];
      timing_points?: components['schemas']['TimingPointView'][];
      riders?: components['schemas']['StartingRiderView'][];
      /**
       * Format: int64
       * @description A moment on the decoder's clock, µs since 1970-01-01T00:00Z.
       */
      gate_time_us?: null | number;
      clock_source?: null | string;
      results?: null | components['schemas']['ResultRow'][];
      official?: boolean;
      reason?: null | string;
      /** Format: int32 */
      corrected_count?: number;
      needs_decision?: number[];
      /** Format: int64 */
      staged_seq?: number;
      /** Format: int64 */
      stream_seq?: number;
      /** Format: int64 */
      staged_raw_seq?: null | number;
      /** Format: int64 */
      raw_seq?: null | number;
    };
    MotoSheet: {
      id: string;
      meeting_id: string;
      moto_id: string;
      /** Format: int64 */
      version: number;
      /** Format: int32 */
      run_number: number;
      rows: components['schemas']['SheetRow'][];
      withdrawn?: boolean;
      reason: string;
      by: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
      earlier?: components['schemas']['SheetVersion'][];
    };
    MotoView: {
      moto_id: string;
      meeting_id: string;
      /** Format: int32 */
      number: number;
      class_name: string;
      round_name: string;
      entries: components['schemas']['EntryView'][];
      state: string;
      latest_run?: null | components['schemas']['MotoResult'];
    };
    OfficialRace: {
      moto_id: string;
      round_name: string;
      /** Format: int32 */
      run_number: number;
      results: components['schemas']['SheetRow'][];
      sheet?: null | components['schemas']['MotoSheet'];
      timed: components['schemas']['ResultRow'][];
    };
    OfficialRank: {
      ranked_in: string;
      /** Format: int32 */
      rank?: null | number;
      entry_id: string;
      rider_id: string;
      plate: string;
      /** Format: int32 */
      moto_points?: null | number;
      decided_by?: null | string;
    };
    OfficialResult: {
      id: string;
      meeting_id: string;
      class_name: string;
      /** Format: int32 */
      version: number;
      made_by: string;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      made_at_us: number;
      reason?: null | string;
      rulebook: components['schemas']['RulebookPin'];
      ranks: components['schemas']['OfficialRank'][];
      score?: null | components['schemas']['ClassScoreView'];
      races: components['schemas']['OfficialRace'][];
      /** Format: int64 */
      first_seq?: null | number;
      /** Format: int64 */
      last_seq?: null | number;
      /** Format: int64 */
      first_raw_seq?: null | number;
      /** Format: int64 */
      last_raw_seq?: null | number;
    };
    OrderBody: {
      classes?: null | string[];
    };
    PageOfClassStanding: {
      items: components['schemas']['ClassStanding'][];
      next_cursor?: null | string;
    };
    PageOfDeadLetterView: {
      items: components['schemas']['DeadLetterView'][];
      next_cursor?: null | string;
    };
    PageOfDecoderHealth: {
      items: components['schemas']['DecoderHealth'][];
      next_cursor?: null | string;
    };
    PageOfEntry: {
      items: components['schemas']['Entry'][];
      next_cursor?: null | string;
    };
    PageOfMeetingView: {
      items: components['schemas']['MeetingView'][];
      next_cursor?: null | string;
    };
    PageOfMotoResult: {
      items: components['schemas']['MotoResult'][];
      next_cursor?: null | string;
    };
    PageOfMotoView: {
      items: components['schemas']['MotoView'][];
      next_cursor?: null | string;
    };
    PageOfOfficialResult: {
      items: components['schemas']['OfficialResult'][];
      next_cursor?: null | string;
    };
    PageOfRiderView: {
      items: components['schemas']['RiderView'][];
      next_cursor?: null | string;
    };
    PageOfTrackDiagnostics: {
      items: components['schemas']['TrackDiagnostics'][];
      next_cursor?: null | string;
    };
    PageOfTrackView: {
      items: components['schemas']['TrackView'][];
      next_cursor?: null | string;
    };
    PageOfTransponderView: {
      items: components['schemas']['TransponderView'][];
      next_cursor?: null | string;
    };
    PlanBody: {
      reason?: null | string;
      rulebook?: null | string;
      from?: null | string;
      into?: null | string;
      /** @default false */
      score_separately: boolean;
      items?: null | components['schemas']['TimingCheckItem'][];
      /** Format: int32 */
      minutes?: null | number;
    };
    PlannedBreak: {
      /** Format: int32 */
      after_number: number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      duration_us: number;
    };
    PositionRow: {
      /** Format: int32 */
      lane: number;
      rider_id: components['schemas']['RiderId'];
      /** Format: int32 */
      place?: null | number;
      status: string;
      last_point?: null | string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      elapsed_us?: null | number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      gap_us?: null | number;
      tie: boolean;
    };
    PracticeRow: {
      /** Format: uint32 */
      transponder_id?: null | number;
      transponder_code?: null | string;
      last_point: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      last_us: number;
      best: components['schemas']['SplitRow'][];
      /** Format: int32 */
      finishes: number;
    };
    PracticeView: {
      track_name: string;
      timing_points: components['schemas']['TimingPointView'][];
      rows: components['schemas']['PracticeRow'][];
    };
    PreviewView: {
      preview_id: string;
      format: string;
      encoding?: null | string;
      separator?: null | string;
      columns: string[];
      ignored_columns: string[];
      /** Format: int32 */
      new_riders: number;
      /** Format: int32 */
      changed_riders: number;
      /** Format: int32 */
      new_entries: number;
      /** Format: int32 */
      changed_entries: number;
      rows: components['schemas']['RowPlan'][];
      errors: components['schemas']['RowError'][];
    };
    /** @description A refusal. Programs go by code, people by detail. */
    Problem: {
      /** @description urn:bmxtiming:error: and the code. */
      type: string;
      title: string;
      /** Format: int32 */
      status: number;
      /** @description What is wrong, and what to do. */
      detail?: string;
      /** @description Stable, for programs. */
      code: string;
      /** @description Finds the request in the logs. */
      trace_id: string;
      /**
       * Format: int64
       * @description Of a refused intent: the version that counts.
       */
      run_version?: number;
      /**
       * Format: uuid
       * @description Of a refused intent.
       */
      intent_id?: string;
    } & {
      [key: string]: unknown;
    };
    RaceProgramme: {
      moto_ids: string[];
      back_to_back: components['schemas']['BackToBack'][];
    };
    RaceSnapshot: {
      /** Format: int32 */
      schema?: number;
      track_id: components['schemas']['TrackId'];
      /** Format: int64 */
      race_seq?: number;
      /** Format: int64 */
      run_version?: number;
      track_name?: null | string;
      phase?: string;
      meeting?: null | components['schemas']['MeetingDetails'];
      runs?: components['schemas']['RunView'][];
      next_motos?: components['schemas']['MotoDetails'][];
      practice?: null | components['schemas']['PracticeView'];
    };
    RaceSum: {
      moto_id: string;
      sum: string;
    };
    RaceWindows: {
      /**
       * Format: int64
       * @description A time span, µs.
       */
      loop_hold_off_us?: number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      gate_bounce_us?: number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      finish_grace_us?: number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      finish_max_us?: number;
    };
    RawMessage: {
      event_id: components['schemas']['MessageId'];
      contract_version: string;
      track_id: components['schemas']['TrackId'];
      event_id_context: components['schemas']['EventIdContext'];
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      captured_at_us: number;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      ingested_at_us?: null | number;
      message_type: string;
      payload: components['schemas']['JsonElement'];
      traceparent?: null | string;
    };
    ResultRow: {
      /** Format: int32 */
      lane: number;
      rider_id: components['schemas']['RiderId'];
      plate: string;
      /** Format: int32 */
      place?: null | number;
      code?: null | string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      elapsed_us?: null | number;
      tie: boolean;
      splits: components['schemas']['SplitRow'][];
      source?: null | string;
    };
    /** @enum {string} */
    ResultStatus: 'provisional' | 'checked' | 'official';
    RiderBody: {
      first_name?: null | string;
      last_name?: null | string;
      plate?: null | string;
      club?: null | string;
      transponder_ids?: null | number[];
      wheel_plates?: null | components['schemas']['WheelPlate'][];
      hometown?: null | string;
      pronunciation?: null | string;
      announcer_notes?: null | string;
      /** Format: date */
      birth_date?: null | string;
      sex?: null | string;
      uci_id?: null | string;
    };
    RiderId: string;
    RiderRecord: {
      rider: components['schemas']['RiderView'];
      /** Format: date */
      birth_date?: null | string;
      sex?: null | string;
      uci_id?: null | string;
    };
    RiderView: {
      rider_id: string;
      first_name: string;
      last_name: string;
      plate: string;
      wheel_plates: components['schemas']['WheelPlate'][];
      club?: null | string;
      hometown?: null | string;
      pronunciation?: null | string;
      announcer_notes?: null | string;
      transponder_ids: number[];
      hired_transponder_ids: number[];
      retired: boolean;
      merged_into_id?: null | string;
      erased: boolean;
    };
    RowError: {
      /** Format: int32 */
      row: number;
      column: string;
      code: string;
      message: string;
    };
    RowPlan: {
      /** Format: int32 */
      row: number;
      name?: null | string;
      class_name?: null | string;
      plate?: null | string;
      rider?: null | string;
      rider_id?: null | string;
      entry?: null | string;
      errors: components['schemas']['RowError'][];
    };
    RulebookPin: {
      name: string;
      /** Format: int32 */
      version: number;
      hash: string;
    };
    RunFlagView: {
      code: string;
      timing_point?: null | string;
    };
    RunId: string;
    RunView: {
      run_id: components['schemas']['RunId'];
      /** Format: int32 */
      run_number: number;
      phase: string;
      moto: components['schemas']['MotoDetails'];
      timing_points: components['schemas']['TimingPointView'][];
      riders: components['schemas']['StartingRiderView'][];
      /**
       * Format: int64
       * @description A moment on the decoder's clock, µs since 1970-01-01T00:00Z.
       */
      gate_time_us?: null | number;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      gate_drop_us?: null | number;
      clock_source?: null | string;
      positions?: components['schemas']['PositionRow'][];
      splits?: components['schemas']['LaneSplit'][];
      results?: null | components['schemas']['ResultRow'][];
      official?: boolean;
      needs_decision?: number[];
      flags?: null | components['schemas']['RunFlagView'][];
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      captured_us?: null | number;
    };
    Schedule: {
      meeting_id: string;
      track_id: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      pace_us: number;
      pace_source: string;
      /** Format: int32 */
      done: number;
      /** Format: int32 */
      left: number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      delay_us?: null | number;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      ends_at_us?: null | number;
      motos: components['schemas']['ScheduledMoto'][];
    };
    ScheduleBody: {
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      starts_at_us: number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      pace_us: number;
      breaks?: null | components['schemas']['PlannedBreak'][];
    };
    ScheduledMoto: {
      moto_id: string;
      /** Format: int32 */
      number: number;
      class_name: string;
      round_name: string;
      state: string;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      planned_at_us?: null | number;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      expected_at_us?: null | number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      delay_us?: null | number;
    };
    ScoredCut: {
      after: string;
      go_on: string[];
    };
    ScoredHeat: {
      round_name: string;
      /** Format: int32 */
      heat: number;
      riders: string[];
      gate_choice: string[];
    };
    ScoredLine: {
      entry_id: string;
      /** Format: int32 */
      heat?: null | number;
      /** Format: int32 */
      place?: null | number;
      code?: null | string;
      /** Format: int32 */
      points?: null | number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      elapsed_us?: null | number;
    };
    ScoredRank: {
      entry_id: string;
      /** Format: int32 */
      position: number;
      /** Format: int32 */
      total: number;
      standing: string;
      decided_by?: null | string;
      open: boolean;
    };
    ScoredRound: {
      round_name: string;
      lines: components['schemas']['ScoredLine'][];
    };
    SheetBody: {
      rows?: null | components['schemas']['SheetRow'][];
      reason?: null | string;
      /**
       * Format: int64
       * @default 0
       */
      version: number;
      /** @default false */
      confirm: boolean;
      /** @default false */
      withdraw: boolean;
    };
    SheetRow: {
      rider_id: string;
      /** Format: int32 */
      place?: null | number;
      code?: null | string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      elapsed_us?: null | number;
    };
    SheetVersion: {
      /** Format: int64 */
      version: number;
      /** Format: int32 */
      run_number: number;
      rows: components['schemas']['SheetRow'][];
      reason: string;
      by: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
    };
    Signature: {
      by: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      at_us: number;
      reason?: null | string;
    };
    SplitRow: {
      timing_point: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      elapsed_us: number;
    };
    StandingMoto: {
      moto_id: string;
      /** Format: int32 */
      number: number;
      round_name: string;
      run_id: components['schemas']['RunId'];
      /** Format: int32 */
      run_number: number;
      ranks: components['schemas']['StandingRank'][];
    };
    StandingRank: {
      /** Format: int32 */
      lane: number;
      rider_id: components['schemas']['RiderId'];
      plate: string;
      /** Format: int32 */
      place?: null | number;
      code?: null | string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      elapsed_us?: null | number;
      tie: boolean;
    };
    StartingRiderView: {
      /** Format: int32 */
      lane: number;
      rider_id: components['schemas']['RiderId'];
      plate: string;
      name: string;
      club?: null | string;
    };
    StepView: {
      step: components['schemas']['MeetingStep'];
      current: boolean;
      problems: components['schemas']['WorkflowProblem'][];
    };
    TimingCheck: {
      items: components['schemas']['TimingCheckItem'][];
      signed_by: string;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      signed_at_us: number;
    };
    TimingCheckItem: {
      code: string;
      good: boolean;
      note?: null | string;
    };
    TimingPointDetails: {
      id: string;
      name: string;
      role: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      min_us: number;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      max_us: number;
      /** Format: uint32 */
      decoder_id?: null | number;
    };
    TimingPointView: {
      id: string;
      name: string;
      role: string;
    };
    TrackBody: {
      name?: null | string;
      timing_points?: null | components['schemas']['TimingPointDetails'][];
      gate_ids?: null | number[];
      windows?: null | components['schemas']['RaceWindows'];
      layout?: null | components['schemas']['TrackLayout'];
      decoders?: null | components['schemas']['TrackDecoder'][];
      /** @default false */
      first_loop_start: boolean;
      /** @default false */
      single_race: boolean;
      /**
       * Format: int32
       * @default 0
       */
      min_starters: number;
      /** @default false */
      retired: boolean;
    };
    TrackDecoder: {
      /** Format: uint32 */
      decoder_id: number;
      name: string;
      /**
       * Format: int64
       * @description A time span, µs.
       */
      offset_us?: null | number;
    };
    TrackDiagnostics: {
      id: string;
      track_id: string;
      meeting_id?: null | string;
      counts?: components['schemas']['DiagnosticCount'][];
      latest?: components['schemas']['DiagnosticEntry'][];
      /** Format: int64 */
      stream_seq?: number;
    };
    TrackId: string;
    TrackLayout: {
      /** Format: int32 */
      length_m?: null | number;
      /** Format: int32 */
      hill_m?: null | number;
      /** Format: int32 */
      lanes?: null | number;
      sections?: null | components['schemas']['TrackSection'][];
    };
    TrackSection: {
      name: string;
      from: string;
      to: string;
      /** Format: int32 */
      length_m?: null | number;
    };
    TrackView: {
      track_id: string;
      name: string;
      timing_points: components['schemas']['TimingPointDetails'][];
      gate_ids: number[];
      windows: components['schemas']['RaceWindows'];
      layout?: null | components['schemas']['TrackLayout'];
      decoders: components['schemas']['TrackDecoder'][];
      first_loop_start: boolean;
      single_race: boolean;
      /** Format: int32 */
      min_starters: number;
      retired: boolean;
    };
    TransponderView: {
      transponder_id: string;
      /** Format: uint32 */
      number: number;
      state: string;
      label?: null | string;
      note?: null | string;
      rider_id?: null | string;
      rider_name?: null | string;
      meeting_id?: null | string;
      entry_id?: null | string;
      /**
       * Format: int64
       * @description A moment, µs since 1970-01-01T00:00Z.
       */
      handed_out_us?: null | number;
      handed_out_by?: null | string;
    };
    WheelPlate: {
      wheel: string;
      plate: string;
    };
    WorkflowProblem: {
      code: string;
      message: string;
      subject: string;
      blocks: boolean;
    };
    WorkflowView: {
      step: components['schemas']['MeetingStep'];
      rulebook?: null | components['schemas']['RulebookPin'];
      merges: components['schemas']['ClassMerge'][];
      timing_check?: null | components['schemas']['TimingCheck'];
      /** Format: int32 */
      protest_minutes: number;
      closed?: null | components['schemas']['Signature'];
      steps: components['schemas']['StepView'][];
    };
    WrittenArchive: {
      file_name: string;
      sha256: string;
      /** Format: int64 */
      bytes: number;
      /** Format: int64 */
      raw_messages: number;
      /** Format: int64 */
      events: number;
      /** Format: int64 */
      from_raw_seq: number;
      /** Format: int64 */
      to_raw_seq: number;
      /** Format: int64 */
      differences: number;
      partial: boolean;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  ingestBatch: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IngestBatch'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IngestAccepted'];
        };
      };
      /** @description Bad Request: empty_batch, foreign_track, invalid_body, invalid_identifier, invalid_payload, mixed_sender, seq_not_consecutive, too_many_events, unsupported_contract_version. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden, forbidden_client, forbidden_message_type, forbidden_track. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, gap, stream_lost. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Too Many Requests: rate_limited. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listTracks: {
    parameters: {
      query?: {
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfTrackView'];
        };
      };
      /** @description Bad Request: invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getTrack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrackView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  putTrack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TrackBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrackView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getRace: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RaceSnapshot'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listResults: {
    parameters: {
      query?: {
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfMotoResult'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listStandings: {
    parameters: {
      query?: {
        /** @description The meeting. */
        meeting_id?: string;
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfClassStanding'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listDecoders: {
    parameters: {
      query?: {
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfDecoderHealth'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listDiagnostics: {
    parameters: {
      query?: {
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfTrackDiagnostics'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listRiders: {
    parameters: {
      query?: {
        /** @description Beginnings of words of names, club, plate or transponder; case and diacritics do not matter. */
        q?: string;
        /** @description Retired riders as well. */
        retired?: boolean;
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfRiderView'];
        };
      };
      /** @description Bad Request: invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getRider: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The rider. */
        rider_id: components['schemas']['RiderId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiderView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  putRider: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The rider. */
        rider_id: components['schemas']['RiderId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RiderBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiderView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, rider_erased, rider_merged, transponder_of_pool, transponder_taken, uci_id_taken. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getRiderRecord: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The rider. */
        rider_id: components['schemas']['RiderId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiderRecord'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  retireRider: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The rider. */
        rider_id: components['schemas']['RiderId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiderView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, not_merged, rider_erased, rider_merged, transponder_handed_out, transponder_taken. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  restoreRider: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The rider. */
        rider_id: components['schemas']['RiderId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiderView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, not_merged, rider_erased, rider_merged, transponder_handed_out, transponder_taken. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  unmergeRider: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The rider. */
        rider_id: components['schemas']['RiderId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiderView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, not_merged, rider_erased, rider_merged, transponder_handed_out, transponder_taken. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  eraseRider: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The rider. */
        rider_id: components['schemas']['RiderId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiderView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, not_merged, rider_erased, rider_merged, transponder_handed_out, transponder_taken. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  mergeRiders: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The rider. */
        rider_id: components['schemas']['RiderId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MergeBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiderView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, merge_conflict, rider_erased, rider_merged, rider_retired. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listTransponders: {
    parameters: {
      query?: {
        /** @description What to show; see the summary. */
        state?: string;
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfTransponderView'];
        };
      };
      /** @description Bad Request: invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  putHireChip: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The transponder's number. */
        transponder_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HireChipBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransponderView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, transponder_handed_out, transponder_taken. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  handOutChip: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The transponder's number. */
        transponder_id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HandOutBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransponderView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: entry_not_found, rider_not_found, transponder_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, rider_erased, rider_merged, rider_retired, transponder_handed_out, transponder_retired. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  giveBackChip: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The transponder's number. */
        transponder_id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransponderView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: transponder_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listMeetings: {
    parameters: {
      query?: {
        /** @description The track. */
        track_id?: string;
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfMeetingView'];
        };
      };
      /** @description Bad Request: invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getMeeting: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  putMeeting: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MeetingBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, meeting_closed, meeting_of_other_track. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listMotos: {
    parameters: {
      query?: {
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfMotoView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  putMoto: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
        /** @description The moto, of this meeting. */
        moto_id: components['schemas']['MotoId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MotoBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MotoView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, meeting_closed. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  previewEntriesImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        'application/octet-stream': string;
        'application/vnd.ms-excel': string;
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PreviewView'];
        };
      };
      /** @description Bad Request: columns_missing, file_unreadable, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, meeting_closed. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large, file_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  importEntries: {
    parameters: {
      query?: {
        /** @description Of the preview that is to be carried out. */
        preview_id?: string;
        /** @description Leave out rows with errors; otherwise one of them refuses the file. */
        skip_errors?: boolean;
      };
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        'application/octet-stream': string;
        'application/vnd.ms-excel': string;
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportDone'];
        };
      };
      /** @description Bad Request: columns_missing, file_unreadable, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, import_has_errors, meeting_closed, preview_stale. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large, file_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listArchives: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingArchive'][];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getArchive: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/gzip': string;
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: archive_file_missing, archive_not_found, meeting_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: archive_not_ready. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listEntries: {
    parameters: {
      query?: {
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfEntry'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  putEntry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
        /** @description The entry, of this meeting. */
        entry_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EntryBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Entry'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getWorkflow: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkflowView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  advanceMeeting: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  stepMeetingBack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  chooseRulebook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  mergeClasses: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  unmergeClasses: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signTimingCheck: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  setProtestTime: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  closeMeeting: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  reopenMeeting: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeetingPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  drawClass: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DrawBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClassPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  orderRaces: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OrderBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RaceProgramme'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getResults: {
    parameters: {
      query?: {
        /** @description Only this class. */
        class_name?: string;
      };
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClassResultView'][];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  putMotoResult: {
    parameters: {
      query?: {
        /** @description Store nothing: show what the correction would invalidate. */
        preview?: boolean;
      };
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
        /** @description The moto, of this meeting. */
        moto_id: components['schemas']['MotoId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SheetBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Correction'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  checkResult: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClassBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClassPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  makeResultOfficial: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClassBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClassPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  reopenResult: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClassBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClassPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  decideTie: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClassBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClassPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  chooseLanes: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClassBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClassPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  refillRounds: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ClassBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClassPlan'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, conflict, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listOfficialResults: {
    parameters: {
      query?: {
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfOfficialResult'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: class_not_found, meeting_not_found, moto_not_found, rider_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: back_to_back, class_drawn, class_not_drawn, class_not_over, class_not_scored, class_raced, draw_outdated, entry_not_checked_in, entry_not_paid, entry_without_transponder, first_step, heat_raced, invalidates_draws, last_step, meeting_closed, meeting_not_closed, merge_invalid, moto_without_result, needs_decision, no_entries, no_rule_for_size, not_merged, not_tied, nothing_to_fill, nothing_written, plate_twice, protest_running, race_number_twice, result_changed, result_not_checked, result_not_official, result_rows_wrong, result_stands, rider_twice, rulebook_changed, rulebook_in_use, rulebook_missing, step_blocked, tie_open, timing_check_incomplete, timing_not_checked, transponder_twice, wrong_step. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  stage: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  unstage: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  programme: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  practiceOn: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  practiceOff: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  manualGate: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  attachGate: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  reset: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  forceFinish: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  reopen: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  insertPassing: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  voidPassing: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  assignPassing: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  setOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  setResult: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  scratch: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  setLane: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  markOfficial: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  unmarkOfficial: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 128 characters, a new one per wish: a repeated request is carried out once. */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IntentBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Accepted */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: idempotency_key_required, invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found, moto_not_found, track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: all_finished, already_crossed, already_staged, already_started, conflict, gate_known, idempotency_key_reused, incomplete_order, invalid_decoder_clocks, invalid_gate_ids, invalid_intent, invalid_lane, invalid_order, invalid_programme, invalid_rider_count, invalid_stage, invalid_time, invalid_timing_points, invalid_windows, meeting_closed, meeting_of_other_track, moto_empty, moto_open, no_change, no_decoder_clock, no_gate_pulse, no_open_run, no_read_yet, no_such_passing, no_such_rider, nobody_left, not_a_rider, not_finished, not_plausible, not_racing, not_started, nothing_staged, nothing_to_reopen, practice_running, race_open, race_running, result_official, rider_twice, run_not_found, too_many_open_runs, too_many_runs, too_many_transponders, track_held, track_retired, transponder_reserved, transponder_twice, unknown_fold_version, unknown_intent, unknown_timing_point, unknown_timing_point_role, version_conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getIntent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description As an intent's answer names it. */
        intent_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IntentAnswer'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: intent_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getHolder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HolderView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  keepHold: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HolderView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, not_holder, track_held. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  claimTrack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HoldBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HolderView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, nobody_asked, not_holder, track_held. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  releaseTrack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HoldBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HolderView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, nobody_asked, not_holder, track_held. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  requestTrack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HoldBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HolderView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, nobody_asked, not_holder, track_held. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  giveTrack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HoldBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HolderView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, nobody_asked, not_holder, track_held. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  takeTrack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HoldBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HolderView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, nobody_asked, not_holder, track_held. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getFlag: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FlagView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  setFlag: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The track. */
        track_id: components['schemas']['TrackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FlagBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FlagView'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: track_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, track_held. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  putSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The meeting. */
        meeting_id: components['schemas']['MeetingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ScheduleBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schedule'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: meeting_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listDeadLetters: {
    parameters: {
      query?: {
        /** @description The role that gave up. */
        source?: string;
        /** @description What to show; see the summary. */
        state?: string;
        /** @description The next_cursor of the page before; absent = the first page. */
        cursor?: string;
        /** @description Most items in the page, 1 to 500; absent = 100. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PageOfDeadLetterView'];
        };
      };
      /** @description Bad Request: invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getDeadLetter: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The letter's sequence. */
        seq: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeadLetterView'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: dead_letter_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  requeueDeadLetter: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The letter's sequence. */
        seq: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeadLetterOutcome'];
        };
      };
      /** @description Bad Request: invalid_identifier. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: dead_letter_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: conflict, not_requeueable, nothing_to_requeue. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  discardDeadLetter: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The letter's sequence. */
        seq: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DiscardBody'];
      };
    };
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeadLetterOutcome'];
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Not Found: dead_letter_not_found. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Conflict: already_requeued, conflict. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Payload Too Large: body_too_large. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unsupported Media Type: unsupported_media_type. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: storage_unavailable, upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getLiveSnapshot: {
    parameters: {
      query?: {
        /** @description The meeting. */
        meeting_id?: string;
      };
      header?: never;
      path: {
        /** @description The track. */
        track_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RaceSnapshot'];
        };
      };
      /** @description Not Modified */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden_track. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getLiveEvents: {
    parameters: {
      query?: {
        /** @description The meeting. */
        meeting_id?: string;
      };
      header?: never;
      path: {
        /** @description The track. */
        track_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OK */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description Bad Request: invalid_identifier, invalid_request. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Unauthorized: unauthorized. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Forbidden: forbidden_track. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Service Unavailable: upstream_unavailable. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
