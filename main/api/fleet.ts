import { api } from './base.ts';

export const fleet = api.fleet.router({
  read: api.fleet.read.handler(({ context, input }) => context.station.fleet(context.session, input.run)),
  processor: api.fleet.processor.handler(({ context, input }) => context.station.processor(context.session, input)),
  memory: api.fleet.memory.handler(({ context, input }) => context.station.memory(context.session, input)),
});
