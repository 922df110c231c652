import { api } from './base.ts';

export const drills = api.drills.router({
  list: api.drills.list.handler(({ context }) => context.station.listDrills(context.session)),
  read: api.drills.read.handler(async ({ context, input }) => ({
    yaml: await context.station.readDrill(context.session, input.drill),
  })),
  import: api.drills.import.handler(({ context, input }) =>
    context.station.importDrill(context.session, input.name, input.text),
  ),
});
