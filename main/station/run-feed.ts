import type { LoggedEvent } from '../../shared/model/events.ts';
import type { Role } from '../../shared/model/ids.ts';
import type { RunStatus } from '../../shared/model/views.ts';
import { audienceEvent, audienceStatus, roles } from './audience.ts';
import { Backlog } from './frames.ts';

/** What a run shows to its audiences: durable events and the newest status. Streams listen to it. */
export class RunFeed {
  private readonly backlogs: Readonly<Record<Role, Backlog>>;
  private current: RunStatus;
  private readonly listeners = new Set<() => void>();
  /** Grows with every change of the status, so that a stream knows whether it has shown the newest. */
  revision = 0;

  /** `newest` are the numbers of the newest durable events, per audience. */
  constructor(status: RunStatus, newest: Readonly<Record<Role, number>>) {
    this.current = status;
    this.backlogs = { responder: new Backlog(newest.responder), trainer: new Backlog(newest.trainer) };
  }

  /** Shows durable events, in log order, and the status after them. */
  publish(events: readonly LoggedEvent[], status: RunStatus): void {
    for (const event of events) {
      for (const role of roles) {
        const seen = audienceEvent(event, role);
        if (seen !== null) this.backlogs[role].push(seen);
      }
    }
    this.current = status;
    this.revision += 1;
    for (const listener of this.listeners) listener();
  }

  backlog(role: Role): Backlog {
    return this.backlogs[role];
  }

  status(role: Role): RunStatus {
    return audienceStatus(this.current, role, this.backlogs[role].newest);
  }

  /** The status as the run itself knows it. */
  get fullStatus(): RunStatus {
    return this.current;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get listenerCount(): number {
    return this.listeners.size;
  }
}
