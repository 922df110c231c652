import { api, withDeclaredErrors } from './base.ts';

export const timeline = api.timeline.router({
  export: api.timeline.export.handler(async ({ context, input, signal }) =>
    withDeclaredErrors(await context.station.exportTimeline(context.session, input, signal)),
  ),
});
