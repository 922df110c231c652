import { api } from './base.ts';

export const incidents = api.incidents.router({
  pager: api.incidents.pager.handler(({ context, input }) => context.station.pager(context.session, input.run)),
  read: api.incidents.read.handler(({ context, input }) =>
    context.station.incident(context.session, input.run, input.incident),
  ),
  why: api.incidents.why.handler(({ context, input }) =>
    context.station.why(context.session, input.run, input.incident),
  ),
  command: api.incidents.command.handler(async ({ context, input }) => ({
    number: await context.station.command(context.session, input.run, input.command),
  })),
});
