import { api, withDeclaredErrors } from './base.ts';

export const tunables = api.tunables.router({
  read: api.tunables.read.handler(({ context, input }) =>
    context.station.systemFile(context.session, input.run, input.host),
  ),
  version: api.tunables.version.handler(async ({ context, input }) => ({
    text: await context.station.systemFileText(input.run, input.host, input.version),
  })),
  whatIf: api.tunables.whatIf.handler(async ({ context, input, signal }) =>
    withDeclaredErrors(await context.station.whatIf(input, signal)),
  ),
});
