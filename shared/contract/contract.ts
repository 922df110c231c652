import type { ContractRouterClient } from '@orpc/contract';
import { drillsContract } from './drills.ts';
import { fleetContract } from './fleet.ts';
import { hostsContract } from './hosts.ts';
import { incidentsContract } from './incidents.ts';
import { messagesContract } from './messages.ts';
import { policiesContract } from './policies.ts';
import { runsContract } from './runs.ts';
import { schedulerContract } from './scheduler.ts';
import { sessionContract } from './session.ts';
import { streamContract } from './stream.ts';
import { timelineContract } from './timeline.ts';
import { tunablesContract } from './tunables.ts';

/** The bridge between the console and the main process, the same over every transport. */
export const contract = {
  session: sessionContract,
  drills: drillsContract,
  runs: runsContract,
  incidents: incidentsContract,
  messages: messagesContract,
  fleet: fleetContract,
  hosts: hostsContract,
  tunables: tunablesContract,
  policies: policiesContract,
  scheduler: schedulerContract,
  timeline: timelineContract,
  stream: streamContract,
};

export type RedlineClient = ContractRouterClient<typeof contract>;
