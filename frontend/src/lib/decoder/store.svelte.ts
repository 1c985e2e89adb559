import type { LinkStatus } from '@/live/link';
import type { DataFrame } from '@/live/protocol';
import { Registry, type Shared } from '@/live/registry';
import { liveSource, sourceKey, type LiveSource, type SourceOptions } from '@/live/source';
import { emptyDecoderView, type DecoderView } from './model';
import { fromDecoderSnapshot, reduceDecoder } from './reduce';

/** One track's decoders, live. */
export class DecoderStore {
  view = $state.raw<DecoderView>(emptyDecoderView);
  link = $state.raw<LinkStatus | null>(null);
  readonly source: LiveSource;
  #view = emptyDecoderView;

  constructor(options: SourceOptions) {
    this.source = liveSource(
      options,
      (frame: DataFrame) => {
        if (frame.channel !== 'decoder') return;
        this.#view =
          frame.kind === 'snapshot'
            ? fromDecoderSnapshot(frame.payload, this.#view)
            : reduceDecoder(this.#view, frame.payload);
      },
      (link) => {
        this.link = link;
        this.view = this.#view;
      },
    );
    this.link = this.source.client.status;
  }

  dispose(): void {
    this.source.dispose();
  }
}

const stores = new Registry<DecoderStore>((store) => store.dispose());

export function decoderStore(trackId: string): Shared<DecoderStore> {
  const options: SourceOptions = { scope: { trackId, channels: ['decoder'] }, minIntervalMs: 100 };
  return stores.acquire(sourceKey(options), () => new DecoderStore(options));
}
