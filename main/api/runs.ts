import { api } from './base.ts';

export const runs = api.runs.router({
  list: api.runs.list.handler(({ context }) => context.station.listRuns(context.session)),
  read: api.runs.read.handler(({ context, input }) => context.station.readRun(context.session, input.run)),
  start: api.runs.start.handler(({ context, input }) =>
    context.station.startRun(context.session, { ...input, seed: input.seed ?? null }),
  ),
  pace: api.runs.pace.handler(({ context, input }) =>
    context.station.paceRun(context.session, input.run, input.pace, input.dropWhenPaged),
  ),
  end: api.runs.end.handler(({ context, input }) => context.station.endRun(context.session, input.run)),
});
