import { api } from './base.ts';
import { drills } from './drills.ts';
import { fleet } from './fleet.ts';
import { hosts } from './hosts.ts';
import { incidents } from './incidents.ts';
import { messages } from './messages.ts';
import { policies } from './policies.ts';
import { runs } from './runs.ts';
import { scheduler } from './scheduler.ts';
import { session } from './session.ts';
import { stream } from './stream.ts';
import { timeline } from './timeline.ts';
import { tunables } from './tunables.ts';

/** The whole contract. Input and output are checked against it; a session and a station come with each call's context. */
export const router = api.router({
  session,
  drills,
  runs,
  incidents,
  messages,
  fleet,
  hosts,
  tunables,
  policies,
  scheduler,
  timeline,
  stream,
});
