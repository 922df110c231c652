import { api } from './base.ts';

export const messages = api.messages.router({
  read: api.messages.read.handler(({ context, input }) => context.station.messages(context.session, input)),
  decode: api.messages.decode.handler(({ context, input }) => context.station.decodeMessage(input.text)),
});
