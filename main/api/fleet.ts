import { api } from './base.ts';

export const fleet = api.fleet.router({
  read: api.fleet.read.handler(({ context, input }) => context.station.fleet(context.session, input.run)),
});
