import { api, withDeclaredErrors } from './base.ts';

export const scheduler = api.scheduler.router({
  look: api.scheduler.look.handler(({ context, input }) => context.station.lookAtScheduler(input)),
  trace: api.scheduler.trace.handler(({ context, input: { on, ...of } }) => context.station.traceScheduler(of, on)),
  exportTrace: api.scheduler.exportTrace.handler(async ({ context, input, signal }) =>
    withDeclaredErrors(await context.station.exportSchedulerTrace(context.session, input, signal)),
  ),
});
