import type { RedlineClient } from '../../shared/contract/contract.ts';
import type { EventKind } from '../../shared/model/events.ts';
import type { FleetView, Frame, PagerView } from '../../shared/model/views.ts';

/** What a console shows: the views without the instant that they were read at. */
export interface Shown {
  readonly incidents: PagerView['incidents'];
  readonly hosts: FleetView['hosts'];
  readonly lines: number;
}

const touches = (kind: EventKind): boolean =>
  /^(incident|page|escalation|oncall|processor|serd|offlining|ecc|message)\./.test(kind);

/** A small console: reads its views, follows a stream, and reads them again when a frame touches them or leaves a gap. */
export class LiveView {
  readonly frames: Frame[] = [];
  private readonly client: RedlineClient;
  private readonly run: string;
  private shownNow: Shown | null = null;
  /** The last event that the views are sure to contain. */
  private contains = 0;

  constructor(client: RedlineClient, run: string) {
    this.client = client;
    this.run = run;
  }

  get shown(): Shown | null {
    return this.shownNow;
  }

  get gaps(): number {
    return this.frames.filter((frame) => frame.gap).length;
  }

  /** Follows the stream until `done` says so, calling `pause` before it takes a frame in. */
  async follow(
    done: (frame: Frame) => boolean,
    pause: (frame: Frame) => Promise<void> = async () => {},
  ): Promise<void> {
    await this.readAgain();
    for await (const frame of await this.client.stream.open({ run: this.run, after: this.contains })) {
      await pause(frame);
      this.frames.push(frame);
      if (frame.to > this.contains && (frame.gap || frame.events.some(({ kind }) => touches(kind)))) {
        await this.readAgain();
      }
      await this.client.stream.acknowledge({ stream: frame.stream, frame: frame.frame });
      if (done(frame)) return;
    }
    throw new Error('the stream ended before the view was done');
  }

  private async readAgain(): Promise<void> {
    const { client, run } = this;
    const [pager, fleet, messages] = await Promise.all([
      client.incidents.pager({ run }),
      client.fleet.read({ run }),
      client.messages.read({ run, limit: 1 }),
    ]);
    this.shownNow = { incidents: pager.incidents, hosts: fleet.hosts, lines: messages.total };
    this.contains = Math.min(pager.number, fleet.number, messages.number);
  }
}
