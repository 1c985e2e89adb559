import {
  emptyDecoderView,
  maxGateway,
  maxNoise,
  maxPassings,
  type DecoderStatus,
  type DecoderView,
  type GatewayMessage,
  type Passing,
} from './model';

/** A snapshot of the decoder channel: last status of each decoder, last passings, oldest first. */
export function fromDecoderSnapshot(payload: unknown, before: DecoderView = emptyDecoderView): DecoderView {
  const { status = [], passings = [] } = payload as { status?: DecoderStatus[]; passings?: Passing[] };
  return {
    // What the gateway said and the noise curve are not in a snapshot: a resync must not wipe them.
    ...before,
    status: [...status].sort((a, b) => a.decoder_id - b.decoder_id),
    passings: [...passings].reverse().slice(0, maxPassings),
  };
}

export function reduceDecoder(view: DecoderView, payload: Record<string, unknown>): DecoderView {
  switch (payload.message_type) {
    case 'PASSING':
      return { ...view, passings: [payload as unknown as Passing, ...view.passings].slice(0, maxPassings) };
    case 'STATUS':
      return withStatus(view, payload as unknown as DecoderStatus);
    case 'GATEWAY':
      return {
        ...view,
        gateway: [payload as unknown as GatewayMessage, ...view.gateway].slice(0, maxGateway),
      };
    default:
      return view;
  }
}

function withStatus(view: DecoderView, status: DecoderStatus): DecoderView {
  const noise = new Map(view.noise);
  if (status.noise !== undefined) {
    noise.set(status.decoder_id, [...(noise.get(status.decoder_id) ?? []), status.noise].slice(-maxNoise));
  }
  return {
    ...view,
    noise,
    status: [...view.status.filter((other) => other.decoder_id !== status.decoder_id), status].sort(
      (a, b) => a.decoder_id - b.decoder_id,
    ),
  };
}
