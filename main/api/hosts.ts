import { api } from './base.ts';

export const hosts = api.hosts.router({
  run: api.hosts.run.handler(async ({ context, input: { run, host, line } }) => ({
    number: await context.station.command(context.session, run, { kind: 'console.run', host, line }),
  })),
  console: api.hosts.console.handler(({ context, input }) => context.station.console(context.session, input)),
});
