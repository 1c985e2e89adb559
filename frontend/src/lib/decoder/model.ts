/** The decoder channel: raw messages as the track gateway sent them, with who captured them and when. */
interface Captured {
  client_id: string;
  captured_at_us: number;
}

export interface Passing extends Captured {
  message_type: 'PASSING';
  passing_number: number;
  transponder_id?: number;
  transponder_code?: string;
  rtc_time_us: number;
  utc_time_us?: number;
  strength?: number;
  hits?: number;
  flags: number;
  decoder_id: number;
  resent?: boolean;
  timing_point?: string;
}

export interface DecoderStatus extends Captured {
  message_type: 'STATUS';
  decoder_time_us?: number;
  noise?: number;
  gps?: number;
  temperature_c?: number;
  satellites?: number;
  input_voltage_dv?: number;
  decoder_id: number;
}

export interface GatewayMessage extends Captured {
  message_type: 'GATEWAY';
  kind: string;
  decoder_id?: number;
  detail?: string;
  [more: string]: unknown;
}

export interface DecoderView {
  /** By decoder id, ascending. */
  status: readonly DecoderStatus[];
  /** Latest first. */
  passings: readonly Passing[];
  /** Latest first. */
  gateway: readonly GatewayMessage[];
  /** Last noise figures of each decoder, oldest first. */
  noise: ReadonlyMap<number, readonly number[]>;
}

export const maxPassings = 50;
export const maxGateway = 20;
export const maxNoise = 120;

export const emptyDecoderView: DecoderView = { status: [], passings: [], gateway: [], noise: new Map() };
