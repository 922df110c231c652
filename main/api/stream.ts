import { api, withDeclaredErrors } from './base.ts';

export const stream = api.stream.router({
  open: api.stream.open.handler(async ({ context, input, signal }) =>
    withDeclaredErrors(await context.station.openStream(context.session, input.run, input.after, signal)),
  ),
  acknowledge: api.stream.acknowledge.handler(({ context, input }) => {
    context.station.acknowledge(context.session, input.stream, input.frame);
    return {};
  }),
});
